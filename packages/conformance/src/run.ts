import { fail } from 'node:assert/strict';
import type { ConformanceCase } from './case.ts';
import type { Setting } from './case-run.ts';
import { runCase } from './case-run.ts';
import { CASES } from './cases/index.ts';
import type { DeclaredFailure } from './declared-failure.ts';
import { declarationOf, declaredOfNothing, expectFailure } from './declared-failure.ts';
import { publishKeySets } from './setting/key-sets.ts';
import type { ProfileName } from './setting/profiles.ts';
import type { World } from './setting/world.ts';
import { createWorld } from './setting/world.ts';
import type { Start, Target } from './target.ts';
import { startProfile } from './target.ts';

/** What the author of an adapter hands to `runConformance`. */
export interface ConformanceHarness {
  /** Registers one test: `test` of vitest, node:test, bun or Deno. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /** Registers what runs after all tests: `afterAll`, or `after` of node:test. Closes the servers. */
  readonly after: (run: () => Promise<void>) => unknown;
  /**
   * Serves `ROUTES`, protected by the adapter with these options, on a free port of
   * 127.0.0.1. The server must take header fields of 64 KiB in all (`maxHeaderSize` of Node).
   * A target in another process makes the options there, from `setting` with `profileOptions`.
   */
  readonly start: Start;
  /** The cases to run. Default: all of them. */
  readonly cases?: readonly ConformanceCase[] | undefined;
  /** What the adapter cannot do. Default: nothing. */
  readonly expectFailures?: readonly DeclaredFailure[] | undefined;
}

/**
 * Registers one test for each case. Each sends raw HTTP to the adapter over a loopback socket and
 * compares the whole answer. Servers are shared by the cases of a profile, save for cases with
 * steps, which have one of their own. Tests may run in any order, and at the same time.
 *
 * @param harness how to register tests and how to serve the adapter
 * @example
 * runConformance({ test, after: afterAll, start: (options) => serve(createApp(options)) });
 */
export function runConformance({
  test,
  after,
  start,
  cases = CASES,
  expectFailures = [],
}: ConformanceHarness): void {
  const shared = createWorld();
  const targets = new Map<ProfileName, Promise<Target>>();

  async function open(profile: ProfileName, world: World): Promise<Setting> {
    await publishKeySets(world);
    return { world, target: await startProfile(start, profile, world) };
  }

  async function share(profile: ProfileName): Promise<Setting> {
    let target = targets.get(profile);
    if (target === undefined) {
      target = open(profile, shared).then((setting) => setting.target);
      targets.set(profile, target);
    }
    return { world: shared, target: await target };
  }

  async function run(each: ConformanceCase): Promise<void> {
    const { profile = 'plain', steps } = each;
    if (steps === undefined) return runCase(each, await share(profile), start);
    const setting = await open(profile, createWorld());
    try {
      await runCase(each, setting, start);
    } finally {
      await setting.target.close();
    }
  }

  for (const each of cases) {
    const name = `${each.id}: ${each.rule} (${each.source})`;
    const declared = declarationOf(each.id, expectFailures);
    if (declared === undefined) test(name, () => run(each));
    else {
      test(`${name}, expected to fail: ${declared.reason}`, () => expectFailure(() => run(each)));
    }
  }
  for (const pattern of declaredOfNothing(cases, expectFailures)) {
    test(`${pattern}: declared in expectFailures`, async () => fail('no case has this id'));
  }
  after(async () => {
    const started = await Promise.allSettled(targets.values());
    const running = started.filter((outcome) => outcome.status === 'fulfilled');
    await Promise.all(running.map((outcome) => outcome.value.close()));
  });
}
