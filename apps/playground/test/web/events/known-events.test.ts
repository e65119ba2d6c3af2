import { describe, expect, test } from 'vitest';
import type { PlaygroundEvent } from '../../../server/control/protocol.ts';
import { learned, NOTHING_KNOWN } from '../../../web/events/known-events.ts';

const event = (id: number, at = id): PlaygroundEvent => {
  return { id, at, kind: 'server', change: 'started' };
};
const events = (count: number): PlaygroundEvent[] =>
  Array.from({ length: count }, (_, index) => event(index + 1));

describe('events are learned', () => {
  test.each([
    { id: 'the first', known: [], news: [event(1)], now: [event(1)] },
    { id: 'the next', known: events(2), news: [event(3)], now: events(3) },
    { id: 'all of them again', known: events(3), news: events(3), now: events(3) },
    { id: 'all again, and one more', known: events(3), news: events(4), now: events(4) },
    {
      id: 'one with the number of an earlier start of the playground',
      known: events(3),
      news: [event(1, 99), event(2, 100)],
      now: [event(1, 99), event(2, 100)],
    },
    { id: 'too many', known: events(500), news: [event(501)], now: events(501).slice(1) },
  ])('$id', ({ known, news, now }) => {
    expect(learned({ events: known, isConnected: true }, { events: news }).events).toEqual(now);
  });

  test('what is known stays the same object', () => {
    const known = learned(NOTHING_KNOWN, { events: [event(1)] });
    expect(learned(known, { events: events(2) }).events[0]).toBe(known.events[0]);
  });
});

test.each([
  { id: 'lost', known: true, isConnected: false },
  { id: 'back', known: false, isConnected: true },
])('the line is $id, and the events stay', ({ known, isConnected }) => {
  const before = { events: events(1), isConnected: known };
  expect(learned(before, { isConnected })).toEqual({ events: events(1), isConnected });
  expect(learned(before, { events: [event(2)] }).isConnected).toBe(known);
});
