import type {
  DecisionEvent,
  FetchEvent,
  Framework,
  PlaygroundEvent,
} from '../../server/control/protocol.ts';

/** When a call was under way, and whose it was. */
export interface CallTime {
  readonly framework: Framework;
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What an API did to answer one call. */
export interface BehindCall {
  /** The exchange: its request to the token endpoint. */
  readonly tokenRequest?: FetchEvent | undefined;
  /** What the archive decided about the new token. */
  readonly archive?: DecisionEvent | undefined;
}

/**
 * Finds what an API did to answer a call, by the time: the API's own requests do not say for which of
 * its callers they are. The page and the APIs have the same clock.
 */
export function behindCall(
  events: readonly PlaygroundEvent[],
  { framework, from, until }: CallTime,
): BehindCall {
  const during = events.filter(({ at }) => at >= from && at <= until);
  const isExchange = (event: PlaygroundEvent): event is FetchEvent =>
    event.kind === 'fetch' && event.api === framework && event.purpose === 'token';
  const isArchive = (event: PlaygroundEvent): event is DecisionEvent =>
    event.kind === 'decision' && event.api === 'archive';
  return { tokenRequest: during.find(isExchange), archive: during.find(isArchive) };
}
