import { expect, test } from 'vitest';
import type { DecisionEvent, PlaygroundEvent, Refusal } from '../../../server/control/protocol.ts';
import type { LogFilter } from '../../../web/log/log-filter.ts';
import { shownEvents } from '../../../web/log/log-filter.ts';
import { changeInWords, outcomeOf, timeOf } from '../../../web/log/log-words.ts';

const REFUSAL: Refusal = {
  name: 'VerifyAccessTokenError',
  status: 401,
  code: 'invalid_token',
  reason: 'expired',
  message: 'The access token has expired.',
  details: {},
};

const ACCEPTED: DecisionEvent = {
  id: 1,
  at: 1000,
  kind: 'decision',
  api: 'express',
  stage: 'authentication',
  method: 'GET',
  path: '/messages',
  ms: 1,
};

const EVENTS: readonly PlaygroundEvent[] = [
  ACCEPTED,
  { ...ACCEPTED, id: 2, api: 'koa', stage: 'guard', refusal: REFUSAL },
  { id: 3, at: 1000, kind: 'fetch', api: 'koa', purpose: 'keys', url: 'http://x', ms: 1 },
  { id: 4, at: 1000, kind: 'server', change: 'rotated', kid: 'new' },
];

const LONG_AGO: PlaygroundEvent = { ...ACCEPTED, id: 900 };

test.each([
  { id: 'everything', filter: {}, shown: [4, 3, 2, 1] },
  { id: 'one API, and what happens to all', filter: { api: 'koa' }, shown: [4, 3, 2] },
  { id: 'accepted', filter: { kind: 'accepted' }, shown: [1] },
  { id: 'refused', filter: { kind: 'refused' }, shown: [2] },
  { id: 'fetches', filter: { kind: 'fetches' }, shown: [3] },
  { id: 'refused by one API', filter: { api: 'express', kind: 'refused' }, shown: [] },
  { id: 'what came after it was cleared', filter: { clearedAt: EVENTS[1] }, shown: [4, 3] },
  {
    id: 'all, where it was cleared long ago',
    filter: { clearedAt: LONG_AGO },
    shown: [4, 3, 2, 1],
  },
] as const)('the log shows $id', ({ filter, shown }) => {
  const whole: LogFilter = { api: 'all', kind: 'all', ...filter };
  expect(shownEvents(EVENTS, whole).map(({ id }) => id)).toEqual(shown);
});

test('how events ended', () => {
  expect(EVENTS.map((event) => outcomeOf(event).word)).toEqual([
    '✓ accepted',
    '✗ refused by a guard',
    '✗ keys',
    'rotated',
  ]);
});

test.each([
  { change: 'stopped', words: 'It was switched off.' },
  { change: 'started', words: 'It was switched on.' },
  { change: 'rotated', words: 'It signs with a new key, k1.' },
  { change: 'removed', words: 'It does not publish the key k1 any more.' },
] as const)('what was done to the server: $change', ({ change, words }) => {
  expect(changeInWords({ change, kid: 'k1' })).toBe(words);
});

test('the time of an event, to the millisecond', () => {
  expect(timeOf({ at: 1_700_000_000_007 })).toMatch(/^\d\d:\d\d:20\.007$/);
});
