import type { PlaygroundEvent } from '../../server/control/protocol.ts';

/** What happened, and whether the playground still tells. */
export interface Events {
  /** In the order in which it happened; at most the last 500. */
  readonly events: readonly PlaygroundEvent[];
  readonly isConnected: boolean;
}

/** What changes of that. */
export type News = Partial<Events>;

/** What is known before anything was heard: nothing says yet that the playground is gone. */
export const NOTHING_KNOWN: Events = { events: [], isConnected: true };

const MOST = 500;

/** Adds news to what is known. News may tell again what is known. */
export function learned(known: Events, { events = [], isConnected }: News): Events {
  return {
    events: events.reduce(added, known.events),
    isConnected: isConnected ?? known.isConnected,
  };
}

// After a restart of the playground the numbers begin anew: what was before is gone there, and here.
function added(
  known: readonly PlaygroundEvent[],
  event: PlaygroundEvent,
): readonly PlaygroundEvent[] {
  const last = known.at(-1);
  if (last === undefined || event.id > last.id) return [...known, event].slice(-MOST);
  return known.some(({ id, at }) => id === event.id && at === event.at) ? known : [event];
}
