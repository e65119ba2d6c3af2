import { expect, test } from 'vitest';
import { KEPT_FOR, keepRecent } from '../../../web/outage/keep-recent.ts';
import { decision } from './sample-events.ts';

const at = (id: number, seconds: number) => decision({ id, at: seconds });

test.each([
  { id: 'the first ones', kept: [], events: [at(1, 10)], ids: [1] },
  { id: 'nothing new', kept: [at(1, 10)], events: [], ids: [1] },
  {
    id: 'what is new, beside what is told no longer',
    kept: [at(1, 10), at(2, 20)],
    events: [at(2, 20), at(3, 30)],
    ids: [1, 2, 3],
  },
  {
    id: 'what is recent',
    kept: [at(1, 10), at(2, 20)],
    events: [at(3, KEPT_FOR + 15)],
    ids: [2, 3],
  },
  {
    id: 'what was since a restart of the playground',
    kept: [at(7, 10), at(8, 20)],
    events: [at(1, 30)],
    ids: [1],
  },
  {
    id: 'what was since a restart, also where it counts further',
    kept: [at(7, 10), at(8, 20)],
    events: [at(8, 30), at(9, 40)],
    ids: [8, 9],
  },
])('keeps $id', ({ kept, events, ids }) => {
  expect(keepRecent(kept, events).map((event) => event.id)).toEqual(ids);
});
