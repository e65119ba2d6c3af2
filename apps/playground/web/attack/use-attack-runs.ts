import { useRef, useState } from 'react';
import { useSetting } from '../setting/setting.tsx';
import { inParallel } from './in-parallel.ts';
import type { Job, Run } from './run-attack.ts';
import { runAttack } from './run-attack.ts';

/** The attacks that were begun. */
export interface AttackRuns {
  /** How it is with an attack; undefined where it was not tried yet. */
  readonly runOf: (job: Job) => Run | undefined;
  readonly isRunning: boolean;
  readonly start: (jobs: readonly Job[]) => void;
  /** Lets what is under way come to its end, and begins nothing more. */
  readonly stop: () => void;
}

const AT_ONCE = 4;

/** Runs attacks, some at a time, and keeps what came of them as long as what calls it is shown. */
export function useNewAttackRuns(): AttackRuns {
  const setting = useSetting();
  const [runs, setRuns] = useState<ReadonlyMap<string, Run>>(new Map());
  const stopper = useRef(new AbortController());

  const start = (jobs: readonly Job[]): void => {
    if (stopper.current.signal.aborted) stopper.current = new AbortController();
    const record = (job: Job, run: Run): void =>
      setRuns((known) => new Map(known).set(keyOf(job), run));
    const attack = async (job: Job): Promise<void> => {
      record(job, { kind: 'running' });
      record(job, await runAttack(setting, job));
    };
    for (const job of jobs) record(job, { kind: 'waiting' });
    // What goes wrong is recorded: there is nothing to wait for here, and nothing to catch.
    void inParallel(jobs, attack, { limit: AT_ONCE, signal: stopper.current.signal });
  };

  const stop = (): void => {
    stopper.current.abort();
    setRuns((known) => new Map([...known].filter(([, run]) => run.kind !== 'waiting')));
  };

  const isRunning = [...runs.values()].some(({ kind }) => kind === 'waiting' || kind === 'running');
  return { runOf: (job) => runs.get(keyOf(job)), isRunning, start, stop };
}

function keyOf({ attack, framework }: Job): string {
  return `${framework}/${attack.id}`;
}
