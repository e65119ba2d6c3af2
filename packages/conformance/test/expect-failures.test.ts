import { expect, test } from 'vitest';
import type { ConformanceHarness, DeclaredFailure } from '../src/index.ts';
import { CASES, runConformance } from '../src/index.ts';
import { startNodeTarget } from './node-target.ts';

const GOOD = 'optional/none';
const BROKEN = 'credentials/none';
const cases = CASES.filter(({ id }) => id === GOOD || id === BROKEN);
const reason = 'this framework has no challenges';

// A target that drops the challenge: of the two cases, the refusal fails and the other one passes.
const start: ConformanceHarness['start'] = (options) =>
  startNodeTarget(options, {
    refusal: ({ headers: { 'www-authenticate': _dropped, ...headers }, ...refusal }) => ({
      ...refusal,
      headers,
    }),
  });

/** Runs the cases and gives what became of each test, by name. */
async function outcomes(
  expectFailures: readonly DeclaredFailure[],
  harness: Partial<ConformanceHarness> = {},
): Promise<ReadonlyMap<string, string>> {
  const tests: Array<readonly [string, () => Promise<void>]> = [];
  const last: Array<() => Promise<void>> = [];
  runConformance({
    cases,
    start,
    expectFailures,
    test: (name, run) => tests.push([name, run]),
    after: (run) => last.push(run),
    ...harness,
  });
  const ended = new Map<string, string>();
  for (const [name, run] of tests) {
    ended.set(
      name,
      await run().then(
        () => 'passes',
        (error: Error) => error.message,
      ),
    );
  }
  for (const run of last) await run();
  return ended;
}

const DECLARATIONS: ReadonlyArray<readonly [kind: string, cases: DeclaredFailure['cases']]> = [
  ['an id', BROKEN],
  ['a list of ids', [BROKEN]],
  ['an expression', /^credentials\//],
  ['an expression that remembers', /^credentials\//g],
];

test.each(DECLARATIONS)('a case declared by %s runs, fails and so passes', async (_kind, named) => {
  const ended = [...(await outcomes([{ cases: named, reason }]))];
  expect(ended).toHaveLength(2);
  expect(ended).toContainEqual([expect.stringMatching(/^optional\/none: .*\)$/), 'passes']);
  expect(ended).toContainEqual([
    expect.stringMatching(/^credentials\/none: .*\), expected to fail: this framework has no/),
    'passes',
  ]);
});

test('without a declaration the same case fails', async () => {
  const ended = [...(await outcomes([])).entries()];
  expect(ended.filter(([, outcome]) => outcome !== 'passes')).toEqual([
    [expect.stringMatching(/^credentials\/none: .*\)$/), expect.stringMatching(/www-authenticate/)],
  ]);
});

test('a declared case that passes fails', async () => {
  const ended = [...(await outcomes([{ cases: [BROKEN, GOOD], reason }])).entries()];
  expect(ended.filter(([, outcome]) => outcome !== 'passes')).toEqual([
    [
      expect.stringMatching(/^optional\/none: /),
      'stale declaration: the case passes, take it out of expectFailures',
    ],
  ]);
});

test.each([
  ['an id', 'credentials/nothing', 'credentials/nothing'],
  ['one of several ids', [BROKEN, 'credentials/nothing'], 'credentials/nothing'],
  ['an expression', /^nothing\//, '/^nothing\\//'],
] as const)('%s that is that of no case fails', async (_kind, named, shown) => {
  const declared = [
    { cases: BROKEN, reason },
    { cases: named, reason },
  ];
  const ended = [...(await outcomes(declared)).entries()];
  expect(ended.filter(([, outcome]) => outcome !== 'passes')).toEqual([
    [`${shown}: declared in expectFailures`, 'no case has this id'],
  ]);
});

test('a server that is gone is no declared failure', async () => {
  const gone: ConformanceHarness['start'] = async (options, setting) => {
    const target = await start(options, setting);
    await target.close();
    return { ...target, close: async () => {} };
  };
  const ended = await outcomes([{ cases: [BROKEN, GOOD], reason }], { start: gone });
  for (const outcome of ended.values()) expect(outcome).toContain('ECONNREFUSED');
  const never: ConformanceHarness['start'] = () => Promise.reject(new Error('no such option'));
  const unserved = await outcomes([{ cases: BROKEN, reason }], { start: never });
  expect([...unserved.values()]).toEqual(['no such option', 'no such option']);
});
