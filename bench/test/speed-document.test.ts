import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { digits } from '../src/report/cells.ts';
import { parseResults } from '../src/report/results.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const results = parseResults(read('../results/results.json'));
const DOCUMENT = read('../../docs/speed.md');

/** The median in a column of a table, of the row whose name begins so; `''` where there is none. */
function median(id: string, column: number, name: string): string {
  const { rows = [] } = results.find(({ table }) => table.id === id)?.table ?? {};
  const cell = rows.find((row) => row.name.startsWith(name))?.cells[column];
  return cell === undefined ? '' : digits(cell.median);
}

/** The cells of the documentation's row with this name, what it set out to reach left out. */
function cellsOf(row: string): readonly string[] {
  const line = DOCUMENT.split('\n').find((text) => text.startsWith(`| ${row} `));
  return (line ?? '')
    .split('|')
    .slice(3, -1)
    .map((cell) => cell.trim());
}

const SHARES: ReadonlyArray<readonly [row: string, table: string, column: number]> = [
  ['a new RS256 token each time, 16 requests under way', 'w1', 0],
  ['the same, one request under way', 'w1', 1],
  ['the same token again', 'w2', 0],
  ['new tokens: ES256', 'w4', 0],
  ['new tokens: EdDSA', 'w4', 1],
  ['DPoP: client and token known, a new proof each time', 'w3', 0],
  ['DPoP: 100 known clients, a new token and a new proof each time', 'w5', 0],
  ['one token over HTTP, of the bare framework: Express', 'h1', 0],
  ['Koa', 'h1', 1],
  ['Hono', 'h1', 2],
  ['Express with new tokens', 'h2', 0],
  ['tRPC, one protected call of the same call unprotected', 'h3', 0],
];

test.each(SHARES)('docs/speed.md says what was measured last: %s', (row, table, column) => {
  // Without cryptography there is nothing that a row could begin at.
  const floor = table === 'w2' ? '' : median(table, column, 'no ');
  expect(cellsOf(row)).toEqual([
    median(table, column, 'Holdfast'),
    median(table, column, 'Holdfast, as an adapter calls it'),
    floor,
  ]);
});

test('docs/speed.md says what the core weighs and takes', () => {
  const weights = [
    cellsOf('the core with all that it exports, gzipped'),
    cellsOf('what an application loads that only verifies'),
    cellsOf('the time to import the core, of importing jose'),
  ];
  const measured = [median('f1', 0, 'Holdfast'), median('f1', 1, 'Holdfast')];
  expect(weights).toEqual([
    ...measured.map((size) => [`${size} kB`]),
    [median('f2', 0, 'Holdfast')],
  ]);
  expect(cellsOf('a used proof in memory')).toEqual([
    `${Math.round(Number(median('f3', 0, 'Holdfast')))} bytes`,
  ]);
});
