import type { Framework, PlaygroundEvent } from '../../server/control/protocol.ts';

/** What the log shows. */
export interface LogFilter {
  readonly api: 'all' | 'archive' | Framework;
  readonly kind: 'all' | 'accepted' | 'refused' | 'fetches';
  /** What was there when the log was cleared: neither it nor what was before it is shown. */
  readonly clearedAt?: PlaygroundEvent | undefined;
}

/** Chooses what the log shows, the newest first. */
export function shownEvents(
  events: readonly PlaygroundEvent[],
  { api, kind, clearedAt }: LogFilter,
): readonly PlaygroundEvent[] {
  // Where it is not among the events any more, all of them came after it.
  const start = clearedAt === undefined ? 0 : events.indexOf(clearedAt) + 1;
  return events
    .slice(start)
    .filter((event) => api === 'all' || !('api' in event) || event.api === api)
    .filter((event) => kind === 'all' || kindOf(event) === kind)
    .reverse();
}

function kindOf(event: PlaygroundEvent): LogFilter['kind'] | undefined {
  if (event.kind === 'fetch') return 'fetches';
  if (event.kind === 'server') return undefined;
  return event.refusal === undefined ? 'accepted' : 'refused';
}
