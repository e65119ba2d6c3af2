import type { ReplayStoreCase, ReplayStoreStep, ReplayStoreVerdict } from './case.ts';

const REPLAY = 'RFC 9449 section 11.1';
const CONTRACT = 'Holdfast: ReplayStore';
/** How long a proof is remembered with the default options, about; in seconds. */
const LIFE = 330;

type AddStep = Extract<ReplayStoreStep, { readonly step: 'add' }>;

function add(
  keys: readonly string[],
  expected: ReplayStoreVerdict,
  more: Partial<AddStep> = {},
): AddStep {
  return { step: 'add', keys, expiresIn: LIFE, expected, ...more };
}

function elapse(seconds: number): ReplayStoreStep {
  return { step: 'elapse', seconds };
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `key-${index}`);
}

// As ApiClient makes them: 40 characters of base64url.
const KEY = 'NzbLsXh8uDCcd-6MNwXF4WAbCdEfGhIjKlMnOpQr';
const LONG = 'k'.repeat(511);
const ODD: readonly string[] = [
  ...[' ', '  ', 'a b', ' a b', 'a b ', 'a\nb', 'a\r\nb', 'a\tb', 'a\0b'],
  ...['*', '?', '[a]', '{a}', 'a:b', 'a*', 'a?', '"a"', "'a'", 'a\\nb', '%00', '$', '-1', '0'],
  ...['\u00e9', 'e\u0301', '\u212b', '\u00c5', '\u{1f511}', '\u202e', '__proto__', 'constructor'],
];

const SAME_KEY: readonly ReplayStoreCase[] = [
  {
    id: 'use/once',
    source: REPLAY,
    rule: 'a key is new once, and known ever after',
    steps: [add([KEY], 'new'), add([KEY], 'known'), add([KEY], 'known')],
  },
  {
    id: 'use/at-once',
    source: `${REPLAY}: the check and the record are one step`,
    rule: 'of 1,000 concurrent uses of a key one is new',
    steps: [add([KEY], 'new', { times: 1000 }), add([KEY], 'known')],
  },
  {
    id: 'use/many-at-once',
    source: `${REPLAY}: the check and the record are one step`,
    rule: 'of 20 concurrent uses of each of 50 keys one is new',
    steps: [add(numbered(50), 'new', { times: 20 })],
  },
];

const DIFFERENT_KEYS: readonly ReplayStoreCase[] = [
  {
    id: 'keys/at-once',
    source: `${CONTRACT}: no false positives`,
    rule: '1,000 concurrent keys are all new',
    steps: [add(numbered(1000), 'new'), add(numbered(1000), 'known')],
  },
  {
    id: 'keys/one-character',
    source: `${CONTRACT}: no false positives`,
    rule: 'keys that differ in one character are different',
    steps: [add([KEY, ...[...KEY].map((_, index) => replaced(KEY, index))], 'new')],
  },
  {
    id: 'keys/case',
    source: `${CONTRACT}: no false positives`,
    rule: 'keys that differ in case are different',
    steps: [add([KEY, KEY.toLowerCase(), KEY.toUpperCase()], 'new')],
  },
  {
    id: 'keys/prefix',
    source: `${CONTRACT}: no false positives`,
    rule: 'a key that begins another is a different one',
    steps: [add(['a', 'aa', 'aaa', 'a:', 'a:a'], 'new')],
  },
  {
    id: 'keys/long',
    source: `${CONTRACT}: no false positives`,
    rule: 'keys of 512 characters count whole, to the first and the last',
    steps: [add([`${LONG}a`, `${LONG}b`, `a${LONG}`, `b${LONG}`, LONG], 'new')],
  },
  {
    id: 'keys/odd',
    source: `${CONTRACT}: no false positives`,
    rule: 'spaces, controls, wildcards and what is not ASCII are characters like any other',
    steps: [add(ODD, 'new'), add(ODD, 'known')],
  },
];

// Stores on a clock of their own lose a moment between two calls, so "just before" is 5 s before.
const TIME: readonly ReplayStoreCase[] = [
  {
    id: 'time/just-before',
    source: `${REPLAY}: for the time that the proof would be accepted`,
    rule: 'a key is known until just before it ends',
    steps: [add([KEY], 'new'), elapse(LIFE - 5), add([KEY], 'known', { expiresIn: 5 })],
  },
  {
    id: 'time/all-along',
    source: `${REPLAY}: for the time that the proof would be accepted`,
    rule: 'a key is known at every moment before it ends',
    steps: [
      add([KEY], 'new'),
      ...[1, 2, 3, 4, 5].flatMap((turn) => [
        elapse(64),
        add([KEY], 'known', { expiresIn: LIFE - turn * 64 }),
      ]),
    ],
  },
  {
    id: 'time/each-its-own',
    source: `${CONTRACT}: each key has its end`,
    rule: 'a key that ends takes none with it that ends later',
    steps: [
      add(['short'], 'new', { expiresIn: 10 }),
      add(['long'], 'new'),
      { step: 'elapse', seconds: 10 },
      add(['long'], 'known'),
      elapse(LIFE - 20),
      add(['long'], 'known'),
    ],
  },
  {
    id: 'time/second-use',
    source: `${CONTRACT}: until then the key must be remembered`,
    rule: 'a second use does not bring the end nearer',
    steps: [
      add([KEY], 'new'),
      add([KEY], 'known', { expiresIn: 10 }),
      elapse(200),
      add([KEY], 'known', { expiresIn: LIFE - 200 }),
    ],
  },
  {
    id: 'time/after',
    source: `${CONTRACT}: memory is bounded`,
    rule: 'a key that ended long ago is new again',
    steps: [
      add([KEY], 'new'),
      { step: 'elapse', seconds: LIFE, slack: true },
      add([KEY], 'new'),
      add([KEY], 'known'),
    ],
  },
  {
    id: 'time/fraction',
    source: `${CONTRACT}: expiresAt is a number of seconds, whole or not`,
    rule: 'an end between two seconds is no error and is not early',
    steps: [
      add(['half', 'other half'], 'new', { expiresIn: 60.5 }),
      add(['quarter'], 'new', { expiresIn: 0.25, times: 10 }),
      elapse(55.25),
      add(['half', 'other half'], 'known', { expiresIn: 5.25 }),
    ],
  },
  {
    id: 'time/year',
    source: `${CONTRACT}: expiresAt is a number of seconds`,
    rule: 'an end in a year is an end like any other',
    steps: [
      add([KEY], 'new', { expiresIn: 31_536_000 }),
      elapse(86_400),
      add([KEY], 'known', { expiresIn: 31_449_600 }),
    ],
  },
  {
    id: 'time/now',
    source: `${CONTRACT}: clocks differ`,
    rule: 'a key that ends now is recorded for an instant and is no error',
    steps: [add([KEY], 'new', { expiresIn: 0, times: 100 })],
  },
  {
    id: 'time/past',
    source: `${CONTRACT}: clocks differ`,
    rule: 'a key that has ended already is recorded for an instant and is no error',
    steps: [add([KEY], 'new', { expiresIn: -LIFE, times: 100 })],
  },
];

const LIMITS: readonly ReplayStoreCase[] = [
  {
    id: 'limits/no-eviction',
    source: `${CONTRACT}: refuses rather than forgets`,
    rule: 'of 20,000 live keys none is forgotten; what a full store does not take is an error',
    steps: [
      add([KEY], 'new'),
      add(numbered(20_000), 'new-or-error'),
      add([KEY], 'known'),
      add(numbered(20_000), 'known-or-error'),
    ],
  },
  {
    id: 'limits/failing-new',
    source: `${CONTRACT}: a store that fails means 503`,
    rule: 'a store that fails throws or rejects, and says neither true nor false',
    steps: [{ step: 'fail' }, add(['a', 'b'], 'error', { times: 10 })],
  },
  {
    id: 'limits/failing-known',
    source: `${CONTRACT}: a store that fails never means acceptance`,
    rule: 'a store that fails calls no known key new',
    steps: [add([KEY], 'new'), { step: 'fail' }, add([KEY], 'known-or-error', { times: 10 })],
  },
];

/** What a replay store must do. */
export const REPLAY_STORE_CASES: readonly ReplayStoreCase[] = [
  ...SAME_KEY,
  ...DIFFERENT_KEYS,
  ...TIME,
  ...LIMITS,
];

function replaced(key: string, index: number): string {
  return `${key.slice(0, index)}${key[index] === '~' ? '!' : '~'}${key.slice(index + 1)}`;
}
