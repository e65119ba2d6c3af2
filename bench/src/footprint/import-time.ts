import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rates } from '../statistics.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { onlyAnswer } from './only-answer.ts';

/** The names of what is imported, besides a module without anything in it. */
export const IMPORTED = ['jose', '@holdfast/auth-core', 'oauth4webapi'] as const;

/** Milliseconds by name, a round each; `""` is the empty module. */
export type ImportTimes = ReadonlyMap<string, number[]>;

/** Imports each in a new process, in turn, as often as there are rounds, after one round to warm the disk's cache. */
export async function importTimes(rounds: number): Promise<ImportTimes> {
  const folder = makeTemporaryFolder();
  const empty = join(folder.path, 'empty.mjs');
  writeFileSync(empty, 'export {};\n');
  try {
    const times = new Map<string, number[]>(['', ...IMPORTED].map((name) => [name, []]));
    for (let round = 0; round <= rounds; round++) {
      for (const [name, list] of times) {
        const time = await importOnce(name === '' ? empty : name);
        if (round > 0) list.push(time);
      }
    }
    return times;
  } finally {
    folder.remove();
  }
}

/** Lets times be compared round by round, as rates are; of the ratio, less is better. */
export function asRates(times: readonly number[]): readonly Rates[] {
  return times.map((time) => ({ rate: time, slices: [] }));
}

async function importOnce(specifier: string): Promise<number> {
  const program = fileURLToPath(import.meta.resolve('./import-time-process.js'));
  // Without what this process was started with, such as --expose-gc.
  const child = fork(program, [specifier], { execArgv: [] });
  return (await onlyAnswer(child)) as number;
}
