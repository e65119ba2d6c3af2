import { AssertionError } from 'node:assert/strict';
import type { ConformanceCase } from './case.ts';

/** Something that an adapter cannot do. It runs all the same, and must fail as long as it is declared. */
export interface DeclaredFailure {
  /** The ids of the cases: one, all that match an expression, or a list. Each must be the id of a case. */
  readonly cases: string | RegExp | readonly string[];
  /** Why the adapter cannot do it. Stands in the tests' names. */
  readonly reason: string;
}

/** Finds the declaration of a case. */
export function declarationOf(
  id: string,
  declared: readonly DeclaredFailure[],
): DeclaredFailure | undefined {
  return declared.find(({ cases }) =>
    cases instanceof RegExp ? matches(cases, id) : [cases].flat().includes(id),
  );
}

/** Lists what is declared of no case: typing errors, and cases that are no more. */
export function declaredOfNothing(
  cases: readonly ConformanceCase[],
  declared: readonly DeclaredFailure[],
): readonly string[] {
  const isOfNothing = (pattern: string | RegExp): boolean =>
    !cases.some(({ id }) => (pattern instanceof RegExp ? matches(pattern, id) : pattern === id));
  return declared.flatMap((each) => [each.cases].flat().filter(isOfNothing).map(String));
}

/**
 * Runs a case that must fail.
 *
 * @throws {Error} when it passes, and whatever else than a wrong answer it ends with
 */
export async function expectFailure(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    // A server that is gone, or never started, shows nothing about the adapter.
    if (error instanceof AssertionError) return;
    throw error;
  }
  throw new Error('stale declaration: the case passes, take it out of expectFailures');
}

// Not test(), which remembers where it stopped when the expression has the flag g.
function matches(pattern: RegExp, id: string): boolean {
  return id.search(pattern) >= 0;
}
