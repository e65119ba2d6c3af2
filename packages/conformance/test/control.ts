import { describe, expect, test } from 'vitest';
import type { ConformanceCase } from '../src/index.ts';
import { CASES } from '../src/index.ts';
import { failingCases } from './failing-cases.ts';
import type { Faults } from './node-target.ts';
import { startNodeTarget } from './node-target.ts';

/** A way to break a target, and what must notice it. */
export interface Control {
  readonly fault: string;
  readonly faults: Faults;
  /** The areas that are run. */
  readonly within: RegExp;
  /** The cases of these areas that must fail, and no others may. */
  readonly caughtBy: (each: ConformanceCase) => boolean;
}

/** Registers a test for each control. */
export function testControls(what: string, controls: readonly Control[]): void {
  describe(`${what} fails`, () => {
    test.each(controls)('when it $fault', async ({ faults, within, caughtBy }) => {
      const cases = CASES.filter(({ id }) => within.test(id));
      const failing = await failingCases(cases, (options) => startNodeTarget(options, faults));
      const wanted = cases.filter(caughtBy).map(({ id }) => id);
      expect(wanted).not.toEqual([]);
      expect(failing).toEqual(wanted);
    });
  });
}
