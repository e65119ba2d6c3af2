import type { ReactElement, ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import { followEvents } from './follow-events.ts';
import type { Events } from './known-events.ts';
import { NOTHING_KNOWN } from './known-events.ts';

const EventsContext = createContext<Events>(NOTHING_KNOWN);

/** Listens to what happens in the playground, for what is in it. */
export function EventsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [events, setEvents] = useState(NOTHING_KNOWN);
  useEffect(() => followEvents(setEvents), []);
  return <EventsContext value={events}>{children}</EventsContext>;
}

/** What happened in the playground. */
export function useEvents(): Events {
  return useContext(EventsContext);
}
