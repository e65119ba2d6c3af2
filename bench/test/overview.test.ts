import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderOverview, writeOverview } from '../src/report/overview.ts';
import type { Result } from '../src/report/results.ts';
import { parseResults, renderResults } from '../src/report/results.ts';

const at = (path: string): URL => new URL(path, import.meta.url);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const results = parseResults(read('../results/results.json'));

// Prettier tables than those that programs write: only the cells count.
const cellsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ |:-]+$/.test(line))
    .map((line) => line.replaceAll(/\s*\|\s*/g, '|'));

test('the README shows what was measured last', () => {
  expect(cellsOf(read('../../README.md'))).toEqual(
    expect.arrayContaining([...cellsOf(renderOverview(results))]),
  );
});

test('the tables that the documentation names are those of the results', () => {
  expect(read('../../docs/speed.md')).toContain('(../bench/results/results.md)');
  expect(read('../results/results.md')).toBe(renderResults(results));
});

test('a row for each peer, a column for each limit, nothing where nothing was measured', () => {
  const measured = (median: number) => ({ median, low: median, high: median });
  const table = {
    id: 'w2',
    title: '',
    unit: '',
    limit: '',
    columns: [''],
    notes: [],
    targets: [30],
    rows: [
      { name: 'the limit', cells: [measured(1)] },
      { name: 'Holdfast', cells: [measured(31.24)] },
      { name: 'jose', version: '6.2.17', cells: [measured(0.666)] },
    ],
  };
  const machine = results[0]?.machine as Result['machine'];
  expect(renderOverview([{ table, machine }]).split('\n').slice(2)).toEqual([
    '| **Holdfast** |  | 31.2 |  |  |  |  |',
    '| jose (6.2.17) |  | 0.67 |  |  |  |  |',
    '| what we set out to reach |  | 30.0 |  |  |  |  |',
  ]);
});

test('the table of a README is replaced between its marks, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'overview-'));
  try {
    const file = join(folder, 'README.md');
    writeFileSync(file, 'before $1\n<!-- speed:begin: how -->\nold\n<!-- speed:end -->\nafter\n');
    await writeOverview(file, results);
    expect(readFileSync(file, 'utf8')).toBe(
      `before $1\n<!-- speed:begin: how -->\n\n${renderOverview(results)}\n\n<!-- speed:end -->\nafter\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
