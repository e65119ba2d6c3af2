import { describe, expect, test } from 'vitest';
import type { ReplayStoreHarness } from '../../src/index.ts';
import { REPLAY_STORE_CASES, runReplayStoreConformance } from '../../src/index.ts';
import type { StoreFaults } from './broken-stores.ts';
import { createBrokenStore } from './broken-stores.ts';

const IDS: readonly string[] = REPLAY_STORE_CASES.map(({ id }) => id);
const FAILING = ['limits/failing-known', 'limits/failing-new'];
const PAST = ['time/now', 'time/past'];

describe('a good store', () => {
  runReplayStoreConformance({ test, createStore: () => createBrokenStore() });
});

describe('a good store that remembers for too long, within the slack', () => {
  const createStore = () => createBrokenStore({ end: (end) => end + 900 });
  runReplayStoreConformance({ test, createStore, slack: 900 });
});

interface Control {
  readonly fault: string;
  readonly faults: StoreFaults;
  /** The cases that must fail; all others must pass. */
  readonly caught: readonly string[] | ((id: string) => boolean);
}

const CONTROLS: readonly Control[] = [
  {
    fault: 'always says true',
    faults: { answer: () => true, onError: () => true },
    caught: (id) => !/^keys\/(one-character|case|prefix|long)$/.test(id),
  },
  {
    fault: 'always says false',
    faults: { answer: () => false, onError: () => false },
    caught: IDS,
  },
  {
    fault: 'answers as the command does',
    faults: { answer: (isNew) => (isNew ? 'OK' : null) },
    caught: (id) => id !== 'limits/failing-new',
  },
  {
    fault: 'looks, waits and then records',
    faults: { isTorn: true },
    caught: ['use/at-once', 'use/many-at-once', 'time/fraction', ...PAST],
  },
  {
    fault: 'accepts when it fails',
    faults: { onError: () => true },
    caught: FAILING,
  },
  {
    fault: 'says known when it fails',
    faults: { onError: () => false },
    caught: ['limits/failing-new'],
  },
  {
    fault: 'forgets ten seconds early',
    faults: { end: (end) => end - 10 },
    caught: ['time/all-along', 'time/each-its-own', 'time/just-before', 'time/fraction'],
  },
  {
    fault: 'forgets after a minute',
    faults: { end: (end) => Math.min(end, 1_800_000_060) },
    caught: [
      'time/all-along',
      'time/each-its-own',
      'time/just-before',
      'time/second-use',
      'time/year',
    ],
  },
  {
    fault: 'never forgets',
    faults: { end: () => Number.POSITIVE_INFINITY },
    caught: ['time/after'],
  },
  {
    fault: 'lets a second use bring the end nearer',
    faults: { isMoving: true },
    caught: ['time/second-use'],
  },
  {
    fault: 'makes room for new keys',
    faults: { most: 10_000 },
    caught: ['limits/no-eviction'],
  },
  {
    fault: 'takes no key that has ended',
    faults: { refusesPast: true },
    caught: PAST,
  },
  {
    fault: 'cuts keys',
    faults: { key: (key) => key.slice(0, 256) },
    caught: ['keys/long'],
  },
  {
    fault: 'ignores case',
    faults: { key: (key) => key.toLowerCase() },
    caught: ['keys/case', 'keys/odd'],
  },
  {
    fault: 'trims keys',
    faults: { key: (key) => key.trim() },
    caught: ['keys/odd'],
  },
  {
    fault: 'normalizes keys',
    faults: { key: (key) => key.normalize('NFC') },
    caught: ['keys/odd'],
  },
  {
    fault: 'keeps ASCII alone',
    faults: { key: (key) => key.replace(/[^ -~]/g, '?') },
    caught: ['keys/odd'],
  },
];

describe('a broken store fails', () => {
  test.each(CONTROLS)('when it $fault', async ({ faults, caught }) => {
    const wanted = typeof caught === 'function' ? IDS.filter(caught) : caught;
    expect(wanted).not.toEqual([]);
    const failing = await failingCases(() => createBrokenStore(faults));
    expect(failing.toSorted()).toEqual([...wanted].sort());
  });

  test('when it throws instead of answering', async () => {
    const add = (): never => {
      throw new Error('no');
    };
    const failing = await failingCases(() => ({ ...createBrokenStore(), store: { add } }));
    expect(IDS.filter((id) => !failing.includes(id))).toEqual(['limits/failing-new']);
  });

  test('when it cannot be created', async () => {
    expect(await failingCases(() => Promise.reject(new Error('no')))).toEqual(IDS);
  });
});

test('a subject is closed after its test, also when that fails', async () => {
  let open = 0;
  await failingCases(() => {
    open++;
    const close = () => void open--;
    return { ...createBrokenStore({ answer: () => true }), close };
  });
  expect(open).toBe(0);
});

test('without a clock of its own a store is told the system’s time and what has elapsed', async () => {
  const ends: number[] = [];
  const add = (_key: string, expiresAt: number) => ends.push(expiresAt - Date.now() / 1000) > 0;
  const subject = { store: { add }, elapse: () => {}, fail: () => {} };
  const cases = REPLAY_STORE_CASES.filter(({ id }) => id === 'time/after');
  await failingCases(() => subject, { cases, slack: 1000 });
  expect(ends.slice(0, 2).map((end) => Math.round(end / 100) * 100)).toEqual([300, 1700]);
});

test('ids are unique and say the area, sources and rules are given', () => {
  expect(new Set(IDS).size).toBe(IDS.length);
  for (const { id, source, rule } of REPLAY_STORE_CASES) {
    expect(id).toMatch(/^[a-z]+\/[a-z-]+$/);
    expect(source).not.toBe('');
    expect(rule).not.toBe('');
  }
});

async function failingCases(
  createStore: ReplayStoreHarness['createStore'],
  more: Partial<ReplayStoreHarness> = {},
): Promise<string[]> {
  const tests: Array<readonly [name: string, run: () => Promise<void>]> = [];
  runReplayStoreConformance({
    test: (name, run) => tests.push([name, run]),
    createStore,
    ...more,
  });
  const failing: string[] = [];
  for (const [name, run] of tests) {
    await run().catch(() => failing.push(name.slice(0, name.indexOf(':'))));
  }
  return failing;
}
