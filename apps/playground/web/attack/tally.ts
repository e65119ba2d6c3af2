import type { Job, Run } from './run-attack.ts';

/** How many attacks came out how. */
export interface Tally {
  readonly all: number;
  /** Sent: answered or not. */
  readonly done: number;
  /** Answered otherwise than they must be, or not at all. */
  readonly wrong: readonly Job[];
  /** Not sent, or to an API that could not judge them. */
  readonly untried: readonly Job[];
}

/** Counts how far attacks have come. */
export function tally(jobs: readonly Job[], runOf: (job: Job) => Run | undefined): Tally {
  const done = jobs.filter((job) => isDone(runOf(job)));
  const wrong = done.filter((job) => isWrong(runOf(job)));
  const untried = jobs.filter((job) => runOf(job)?.kind === 'untried');
  return { all: jobs.length, done: done.length, wrong, untried };
}

/** Says a count: "73 of 152 tried, 0 wrong". */
export function tallyInWords({ all, done, wrong, untried }: Tally): string {
  const rest = untried.length > 0 ? `, ${untried.length} could not be tried` : '';
  return `${done} of ${all} tried, ${wrong.length} wrong${rest}`;
}

function isDone(run: Run | undefined): boolean {
  return run?.kind === 'answered' || run?.kind === 'unanswered';
}

function isWrong(run: Run | undefined): boolean {
  return run?.kind === 'unanswered' || (run?.kind === 'answered' && !run.verdict.isExpected);
}
