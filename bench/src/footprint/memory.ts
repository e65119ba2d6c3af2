import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Memory } from './memory-process.ts';
import { onlyAnswer } from './only-answer.ts';

/** Measures memory in a process of its own. */
export async function measureMemory(): Promise<Memory> {
  const program = fileURLToPath(import.meta.resolve('./memory-process.js'));
  const child = fork(program, { execArgv: ['--expose-gc'] });
  return (await onlyAnswer(child)) as Memory;
}
