/** What a run of the suite in one runtime came to. */
export interface SuiteReport {
  /** The cases that passed, those that are expected to fail not among them. */
  readonly passed: number;
  /** The cases that failed as it was declared, by reason. */
  readonly expected: ReadonlyArray<{ readonly reason: string; readonly count: number }>;
  /** Tests besides the cases that passed. */
  readonly more: number;
  readonly failures: ReadonlyArray<{ readonly name: string; readonly error: string }>;
}

/** Counts all cases of a run. */
export function countCases({ passed, expected, failures }: SuiteReport): number {
  return expected.reduce((sum, { count }) => sum + count, passed + failures.length);
}
