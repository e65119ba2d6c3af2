import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CASES, ROUTES } from '../src/index.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const README = read('../README.md');

test('the example is the suite that runs for Express', () => {
  expect(README).toContain(`\`\`\`ts\n${read('../../express/test/conformance.test.ts')}\`\`\``);
});

test('the table names every route', () => {
  for (const { path } of ROUTES) expect(README).toContain(`| \`${path}\` `);
});

test('the number of cases is not exaggerated', () => {
  const [, claimed = 'none'] = /more than (\d+) cases/.exec(README) ?? [];
  expect(CASES.length).toBeGreaterThan(Number(claimed));
});
