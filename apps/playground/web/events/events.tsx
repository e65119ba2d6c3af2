import type { ReactElement, ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { PlaygroundEvent } from '../../server/control/protocol.ts';

/** What happened, and whether the playground still tells. */
export interface Events {
  /** In the order in which it happened; at most the last 500. */
  readonly events: readonly PlaygroundEvent[];
  readonly isConnected: boolean;
}

const MOST = 500;
const EventsContext = createContext<Events>({ events: [], isConnected: false });

/** Listens to what happens in the playground, and begins again by itself when the line was cut. */
export function EventsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [events, setEvents] = useState<readonly PlaygroundEvent[]>([]);
  const [isConnected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource('/control/events');
    source.onopen = () => setConnected(true);
    source.onerror = () => setConnected(false);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as PlaygroundEvent;
      setEvents((known) => added(known, event));
    };
    return () => source.close();
  }, []);
  return <EventsContext value={{ events, isConnected }}>{children}</EventsContext>;
}

/** What happened in the playground. */
export function useEvents(): Events {
  return useContext(EventsContext);
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
