import type { Effort } from './workload.ts';

/** What was asked for on the command line. */
export interface Arguments {
  /** The workloads that are measured; none means all. */
  readonly chosen: readonly string[];
  readonly effort: Effort;
  /** Whether what the repository shows is replaced: the tables, the plots and the README's overview. */
  readonly publishes: boolean;
  /** Where results go otherwise. Default: a folder that git ignores. */
  readonly out: string | undefined;
  /** The workload of which Holdfast's process is profiled instead. */
  readonly profile: string | undefined;
}

const EFFORT: Effort = { rounds: 5, window: 0.7 };
const QUICK: Effort = { rounds: 1, window: 0.15 };

/** Options with a value behind them. */
const VALUED = ['--rounds', '--window', '--out', '--profile'];

/**
 * Reads the command line.
 *
 * @param known the ids of all workloads
 * @throws {Error} for a workload or an option that there is not, or a value that makes no sense
 */
export function readArguments(given: readonly string[], known: readonly string[]): Arguments {
  const chosen: string[] = [];
  const values = new Map<string, string>();
  let isQuick = false;
  let publishes = false;
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? '';
    if (argument === '--quick') isQuick = true;
    else if (argument === '--publish') publishes = true;
    else if (VALUED.includes(argument)) values.set(argument, behind(argument, given[++index]));
    // What npm and pnpm may leave of `-- w1`.
    else if (argument !== '--') chosen.push(workloadOf(argument, known));
  }
  if (isQuick && publishes) throw new Error('The figures of a quick run are not to be published.');
  const base = isQuick ? QUICK : EFFORT;
  const profile = values.get('--profile');
  return {
    chosen,
    publishes,
    effort: {
      rounds: Math.ceil(numberOf('--rounds', values) ?? base.rounds),
      window: numberOf('--window', values) ?? base.window,
    },
    out: values.get('--out'),
    profile: profile === undefined ? undefined : workloadOf(profile, known),
  };
}

function behind(option: string, value: string | undefined): string {
  if (value === undefined || value.startsWith('--')) throw new Error(`${option} wants a value.`);
  return value;
}

function numberOf(option: string, values: ReadonlyMap<string, string>): number | undefined {
  const text = values.get(option);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0 && number <= 1000)) {
    throw new Error(`${option} wants a number above 0, and 1000 at most.`);
  }
  return number;
}

function workloadOf(argument: string, known: readonly string[]): string {
  if (known.includes(argument)) return argument;
  throw new Error(
    `${argument}: none of ${[...known, '--quick', '--publish', ...VALUED].join(', ')}.`,
  );
}
