import type { PlaygroundEvent } from '../../server/control/protocol.ts';

/** How long the timeline goes back, in milliseconds. */
export const KEPT_FOR = 180_000;

/**
 * Adds what is new to what was kept. The playground tells the last 500 events alone, and sending each
 * second makes so many in less than the time of an outage.
 */
export function keepRecent(
  kept: readonly PlaygroundEvent[],
  events: readonly PlaygroundEvent[],
): readonly PlaygroundEvent[] {
  const last = kept.at(-1);
  const [oldest, newest] = [events[0], events.at(-1)];
  if (oldest === undefined || newest === undefined || newest === last) return kept;
  // After a restart of the playground the numbers begin anew.
  const isContinued =
    last !== undefined &&
    (oldest.id > last.id || events.some(({ id, at }) => id === last.id && at === last.at));
  const all = isContinued ? [...kept, ...events.filter(({ id }) => id > last.id)] : events;
  return all.filter(({ at }) => at > newest.at - KEPT_FOR);
}
