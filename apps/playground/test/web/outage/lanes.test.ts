import { describe, expect, test } from 'vitest';
import { gaps, keyChanges, marksOf } from '../../../web/outage/lanes.ts';
import { changed, decision, fetched, refusal } from './sample-events.ts';

const span = { from: 1000, to: 2000 };

describe('marks of an API', () => {
  test.each([
    { id: 'accepted', event: decision({ at: 1500 }), kind: 'accepted' },
    { id: '401', event: decision({ at: 1500, refusal: refusal(401, 'expired') }), kind: 'refused' },
    {
      id: '503',
      event: decision({ at: 1500, refusal: refusal(503, 'keys_unavailable') }),
      kind: 'not judged',
    },
    { id: 'keys', event: fetched({ at: 1500, status: 200 }), kind: 'fetched' },
    { id: 'no answer', event: fetched({ at: 1500 }), kind: 'fetch failed' },
    { id: 'a fault', event: fetched({ at: 1500, status: 500 }), kind: 'fetch failed' },
  ])('$id', ({ event, kind }) => {
    expect(marksOf('koa', [event], span)).toEqual([{ id: 1, kind, place: 0.5 }]);
  });

  test.each([
    { id: 'of another API', event: decision({ at: 1500, api: 'hono' }) },
    { id: 'of before', event: decision({ at: 999 }) },
    { id: 'of the server', event: changed({ at: 1500 }) },
  ])('leaves out what is $id', ({ event }) => {
    expect(marksOf('koa', [event], span)).toEqual([]);
  });
});

test('marks of the server are changes of its keys', () => {
  const events = [
    changed({ id: 1, at: 1100, change: 'stopped' }),
    changed({ id: 2, at: 1200, change: 'rotated' }),
    changed({ id: 3, at: 1300, change: 'removed' }),
    decision({ id: 4, at: 1400 }),
  ];
  expect(keyChanges(events, span).map(({ id, kind }) => [id, kind])).toEqual([
    [2, 'rotated'],
    [3, 'removed'],
  ]);
});

const stopped = (at: number) => changed({ at, change: 'stopped' });
const started = (at: number) => changed({ at, change: 'started' });

test.each([
  { id: 'never off', events: [decision()], found: [] },
  { id: 'off and on', events: [stopped(1200), started(1400)], found: [{ from: 0.2, to: 0.4 }] },
  { id: 'still off', events: [stopped(1500)], found: [{ from: 0.5, to: 1 }] },
  { id: 'off since before', events: [stopped(500), started(1500)], found: [{ from: 0, to: 0.5 }] },
  { id: 'off before what is known', events: [started(1500)], found: [{ from: 0, to: 0.5 }] },
  { id: 'on again before', events: [stopped(500), started(700)], found: [] },
  {
    id: 'twice',
    events: [stopped(1100), started(1200), stopped(1900)],
    found: [
      { from: 0.1, to: 0.2 },
      { from: 0.9, to: 1 },
    ],
  },
])('the server was off: $id', ({ events, found }) => {
  expect(gaps(events, span)).toEqual(found);
});
