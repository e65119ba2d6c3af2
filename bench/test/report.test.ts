import { describe, expect, test } from 'vitest';
import { digits, ratioText } from '../src/report/cells.ts';
import type { Machine } from '../src/report/machine.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import type { Result } from '../src/report/results.ts';
import { mergeResults, renderResults } from '../src/report/results.ts';
import { renderTerminal } from '../src/report/terminal.ts';
import type { Table } from '../src/workload.ts';

const one = { median: 1, low: 1, high: 1, quiet: 1, absolute: 25_340 };

const table: Table = {
  id: 'w1',
  title: 'A new token each time',
  unit: 'operations/s',
  limit: 'WebCrypto',
  columns: ['at once', 'one by one'],
  rows: [
    { name: 'the limit', cells: [one, one] },
    {
      name: 'Holdfast',
      cells: [{ median: 0.861, low: 0.84, high: 0.9, quiet: 0.88, absolute: 21_800 }, undefined],
    },
    {
      name: 'jose',
      version: '6.2.0',
      cells: [
        { median: 0.6, low: 0.6, high: 0.6 },
        { median: 12.34, low: 9, high: 130 },
      ],
    },
  ],
  targets: [0.85, undefined],
  notes: ['A note.'],
};

const machine: Machine = {
  date: '2026-11-28',
  node: '20.20.2',
  openssl: '3.0.0',
  platform: 'linux-x64',
  processor: 'Some CPU',
  cores: 2,
  memoryGiB: 24,
  load: 0.5,
  rounds: 5,
  window: 0.8,
};

describe('digits', () => {
  test.each([
    [0.456, '0.46'],
    [1, '1.00'],
    [12.34, '12.3'],
    [123.4, '123'],
    [25_340.4, '25,340'],
    [1_234_567, '1,234,567'],
    [Number.NaN, '?'],
  ])('of %d are %s', (value, expected) => {
    expect(digits(value)).toBe(expected);
  });
});

test('a range is written where the rounds differ', () => {
  expect(ratioText({ median: 0.5, low: 0.45, high: 0.6 })).toBe('0.50 (0.45–0.60)');
  expect(ratioText({ median: 0.5, low: 0.501, high: 0.502 })).toBe('0.50');
});

test('Markdown has shares of the limit, the rate of the limit itself, and what we set out to reach', () => {
  expect(renderMarkdown(table)).toBe(
    [
      '### w1: A new token each time',
      '',
      '| 1.00 = WebCrypto | at once | one by one |',
      '| --- | --- | --- |',
      '| the limit | 1.00: 25,340 operations/s | 1.00: 25,340 operations/s |',
      '| **Holdfast** | 0.86 (0.84–0.90) |  |',
      '| jose (6.2.0) | 0.60 | 12.3 (9.00–130) |',
      '| what Holdfast set out to reach | 0.85 |  |',
      '',
      'A note.',
    ].join('\n'),
  );
});

test('nothing is said of targets where there are none', () => {
  expect(renderMarkdown({ ...table, targets: [undefined, undefined] })).not.toContain('set out');
  expect(renderTerminal({ ...table, targets: undefined })).not.toContain('set out');
});

test('the terminal shows absolute and quiet values too, in columns that line up', () => {
  const lines = renderTerminal(table).split('\n');
  expect(lines.slice(0, 2)).toEqual(['w1: A new token each time', '1.00 = WebCrypto']);
  expect(lines[4]).toMatch(/^Holdfast +0\.86 \(0\.84–0\.90\) +0\.88 +21,800$/);
  expect(lines[6]).toMatch(/^what Holdfast set out to reach +0\.85$/);
  const ends = lines.slice(3, 5).map((line) => line.indexOf(line.includes('25') ? '25' : '21'));
  expect(new Set(ends).size).toBe(1);
});

describe('results', () => {
  const result = (id: string, title: string): Result => ({
    machine,
    table: { ...table, id, title },
  });

  test('of a table replace those before, the others stay, new ones follow', () => {
    const merged = mergeResults(
      [result('w1', 'old'), result('w2', 'old')],
      [result('w3', 'new'), result('w1', 'new')],
    );
    expect(merged.map(({ table: { id, title } }) => `${id} ${title}`)).toEqual([
      'w1 new',
      'w2 old',
      'w3 new',
    ]);
  });

  test('say below each table how it was measured', () => {
    const text = renderResults([result('w1', 'One'), result('w2', 'Two')]);
    expect(text.match(/^### .*$/gm)).toEqual(['### w1: One', '### w2: Two']);
    expect(text).toContain('_2026-11-28, Node 20.20.2 on linux-x64, 2 cores (Some CPU)');
  });
});
