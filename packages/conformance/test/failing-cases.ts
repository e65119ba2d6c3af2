import type { ConformanceCase, ConformanceHarness } from '../src/index.ts';
import { runConformance } from '../src/index.ts';

/** Runs cases against a target and tells which of them fail: the suite under a runner of eight lines. */
export async function failingCases(
  cases: readonly ConformanceCase[],
  start: ConformanceHarness['start'],
): Promise<readonly string[]> {
  const tests: Array<() => Promise<void>> = [];
  const last: Array<() => Promise<void>> = [];
  runConformance({
    cases,
    start,
    test: (_name, run) => tests.push(run),
    after: (run) => last.push(run),
  });
  const failing: string[] = [];
  for (const [index, run] of tests.entries()) {
    await run().catch(() => failing.push(cases[index]?.id ?? ''));
  }
  for (const run of last) await run();
  return failing;
}
