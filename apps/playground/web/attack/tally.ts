import type { Job, Run } from './run-attack.ts';

/** How many attacks came out how. */
export interface Tally {
  readonly all: number;
  readonly done: number;
  /** Answered otherwise than they must be, or not at all. */
  readonly wrong: readonly Job[];
}

/** Counts how far attacks have come. */
export function tally(jobs: readonly Job[], runOf: (job: Job) => Run | undefined): Tally {
  const done = jobs.filter((job) => isOver(runOf(job)));
  const wrong = done.filter((job) => isWrong(runOf(job)));
  return { all: jobs.length, done: done.length, wrong };
}

/** Says a count: "73 of 152 tried, 0 wrong". */
export function tallyInWords({ all, done, wrong }: Tally): string {
  return `${done} of ${all} tried, ${wrong.length} wrong`;
}

function isOver(run: Run | undefined): boolean {
  return run?.kind === 'answered' || run?.kind === 'failed';
}

function isWrong(run: Run | undefined): boolean {
  return run?.kind === 'failed' || (run?.kind === 'answered' && !run.verdict.isExpected);
}
