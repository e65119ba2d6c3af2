import { describe, expect, test } from 'vitest';
import type { SuiteReport } from '../src/report.ts';
import type { Runtime } from '../src/runtimes.ts';
import { runtimesFor } from '../src/runtimes.ts';
import { placeTable, renderTable } from '../src/table.ts';

const report = (passed: number, ...expected: SuiteReport['expected']): SuiteReport => ({
  passed,
  expected,
  more: 12,
  failures: [],
});

function runtime(name: string): Runtime {
  const found = runtimesFor('linux-x64').find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return { ...found, version: '1.2.3' };
}

test('the table has a row for each runtime, and a note for each reason, numbered once', () => {
  const bun = runtime('Bun');
  const workerd = runtime('workerd');
  const drops = { reason: 'drops empty fields', count: 2 };
  const joins = { reason: 'joins fields', count: 1 };
  const table = renderTable(
    [bun, workerd],
    [
      { runtime: workerd, adapter: 'trpc-fetch', report: report(7, joins, drops) },
      { runtime: workerd, adapter: 'hono', report: report(8, drops) },
      { runtime: bun, adapter: 'express', report: report(10) },
      { runtime: bun, adapter: 'koa', report: report(9, joins) },
    ],
  );
  expect(table).toBe(
    [
      '|               | Express  | Koa                  | Hono                 | tRPC (standalone) | tRPC (fetch)           |',
      '| ------------- | -------- | -------------------- | -------------------- | ----------------- | ---------------------- |',
      '| Bun 1.2.3     | 10 of 10 | 9 of 10 <sup>1</sup> |                      |                   |                        |',
      '| workerd 1.2.3 |          |                      | 8 of 10 <sup>2</sup> |                   | 7 of 10 <sup>1 2</sup> |',
      '',
      '1. joins fields',
      '2. drops empty fields',
    ].join('\n'),
  );
});

describe('a document', () => {
  const begin = '<!-- runtimes:begin, written by pnpm test:runtimes --write -->';

  test('keeps all but what is between its markers', () => {
    const end = '<!-- runtimes:end -->';
    const placed = placeTable(`before\n\n${begin}\n\nold\n\n${end}\n\nafter\n`, 'new');
    expect(placed).toBe(`before\n\n${begin}\n\nnew\n\n${end}\n\nafter\n`);
    expect(placeTable(placed, 'new')).toBe(placed);
  });

  test.each(['', begin, `<!-- runtimes:end -->${begin}`])('needs its markers: %j', (document) => {
    expect(() => placeTable(document, 'new')).toThrow('runtimes:begin');
  });
});

test('a platform without runtimes is named', () => {
  expect(() => runtimesFor('sunos-x64')).toThrow('sunos-x64');
});
