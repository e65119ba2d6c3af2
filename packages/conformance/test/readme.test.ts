import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as suite from '../src/index.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const README = read('../README.md');
const EXAMPLE = ['example/adapter.ts', 'example/conformance.test.ts'];

test.each(EXAMPLE)('%s, which runs here, is shown as it is', (path) => {
  expect(README).toContain(`\`\`\`ts\n${read(path)}\`\`\``);
});

test.each(EXAMPLE)('%s has less than 40 lines', (path) => {
  expect(read(path).trimEnd().split('\n').length).toBeLessThan(40);
});

test('the table names every route', () => {
  for (const { path } of suite.ROUTES) {
    const named = path.replace(/^(\/(?:optional|unguarded)-).+/, '$1');
    expect(README).toContain(`| \`${named}\` `);
  }
});

test('the number of cases is not exaggerated', () => {
  const [, claimed = 'none'] = /more than (\d+) cases/.exec(README) ?? [];
  expect(suite.CASES.length).toBeGreaterThan(Number(claimed));
});

test('the parts are all that a caller can use', () => {
  const parts = README.slice(README.indexOf('## The parts'));
  for (const name of Object.keys(suite)) expect(parts).toContain(`\`${name}`);
});
