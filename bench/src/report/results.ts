import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../workload.ts';
import type { Machine } from './machine.ts';
import { machineSentence } from './machine.ts';
import { renderMarkdown } from './markdown.ts';

/** A table with where and how it was measured. */
export interface Result {
  readonly table: Table;
  readonly machine: Machine;
}

/** Puts new results in the places of earlier ones of the same table, and the rest behind them. */
export function mergeResults(
  earlier: readonly Result[],
  latest: readonly Result[],
): readonly Result[] {
  const isNew = ({ table }: Result): boolean => !earlier.some((each) => each.table.id === table.id);
  const replaced = earlier.map(
    (result) => latest.find(({ table }) => table.id === result.table.id) ?? result,
  );
  return [...replaced, ...latest.filter(isNew)];
}

const INTRODUCTION = `<!-- Written by npm run bench -- --publish. -->

# What was measured

[How, and how to read it](../README.md). Medians of the rounds, and their range; more is better, but for size, time to import, memory and latency.`;

/** Writes all results as one Markdown document. */
export function renderResults(results: readonly Result[]): string {
  const parts = results.map(
    ({ table, machine }) => `${renderMarkdown(table)}\n\n_${machineSentence(machine)}_\n`,
  );
  return `${INTRODUCTION}\n\n${parts.join('\n')}`;
}

/**
 * Writes `results.json` and `results.md` into a folder, keeping the tables there that were not measured anew.
 *
 * @returns everything that the folder holds now
 */
export async function writeResults(
  folder: string,
  latest: readonly Result[],
): Promise<readonly Result[]> {
  const file = join(folder, 'results.json');
  const earlier = existsSync(file) ? parseResults(await readFile(file, 'utf8')) : [];
  const text = `${JSON.stringify(mergeResults(earlier, latest), rounded, 2)}\n`;
  // As they are read again, or the tables would differ in a last digit from what is kept.
  const results = parseResults(text);
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  await writeFile(join(folder, 'results.md'), renderResults(results));
  return results;
}

/** Reads `results.json`. A cell that is not there is null in JSON. */
export function parseResults(text: string): readonly Result[] {
  return (JSON.parse(text) as readonly Result[]).map(({ table, machine }) => ({
    machine,
    table: {
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) => cell ?? undefined),
      })),
    },
  }));
}

// Four digits are more than any machine repeats.
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(4))
    : value;
}
