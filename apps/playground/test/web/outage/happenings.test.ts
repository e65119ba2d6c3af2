import { expect, test } from 'vitest';
import { happenings } from '../../../web/outage/happenings.ts';
import { changed, decision, fetched, refusal } from './sample-events.ts';

test.each([
  { id: 'accepted', event: decision(), what: 'GET /whoami: accepted' },
  {
    id: 'refused',
    event: decision({ refusal: refusal(401, 'unknown_key') }),
    what: 'GET /whoami: 401 unknown_key',
  },
  { id: 'keys', event: fetched({ status: 200 }), what: 'fetched the keys: 200' },
  {
    id: 'no answer',
    event: fetched({ purpose: 'metadata' }),
    what: 'fetched the metadata: no answer',
  },
  { id: 'off', event: changed(), what: 'switched off' },
  {
    id: 'rotated',
    event: changed({ change: 'rotated', kid: '0123456789' }),
    what: 'new signing key 01234567',
  },
])('says in words: $id', ({ event, what }) => {
  expect(happenings([event]).map((line) => line.what)).toEqual([what]);
});

test('makes one line of what APIs did alike within a second', () => {
  const lines = happenings([
    decision({ id: 1, at: 1000, api: 'koa' }),
    fetched({ id: 2, at: 1100, api: 'hono' }),
    decision({ id: 3, at: 1200, api: 'hono' }),
    decision({ id: 4, at: 1300, api: 'koa' }),
    decision({ id: 5, at: 2000, api: 'koa' }),
  ]);
  expect(lines.map(({ id, who }) => [id, who])).toEqual([
    [1, ['Koa', 'Hono']],
    [2, ['Hono']],
    [5, ['Koa']],
  ]);
});

test('makes two lines of what was before a change of the server and after it', () => {
  const lines = happenings([
    decision({ id: 1, at: 1000 }),
    changed({ id: 2, at: 1001 }),
    decision({ id: 3, at: 1002 }),
  ]);
  expect(lines.map(({ id }) => id)).toEqual([1, 2, 3]);
});
