import type { ApiName, PlaygroundEvent } from '../../server/control/protocol.ts';

/** What a mark on a lane stands for. */
export type MarkKind =
  | 'fetched'
  | 'fetch failed'
  | 'accepted'
  | 'refused'
  | 'not judged'
  | 'rotated'
  | 'removed';

/** Something that happened, at its place on a lane. */
export interface Mark {
  readonly id: number;
  readonly kind: MarkKind;
  /** From 0, the beginning of the time that is shown, to 1, its end. */
  readonly place: number;
}

/** A time in which the authorization server was off, from one place to another. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The time that is shown, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The marks of an API: what it fetched from the authorization server, and what it answered. */
export function marksOf(api: ApiName, events: readonly PlaygroundEvent[], span: Span): Mark[] {
  return events.flatMap((event) => {
    if (event.kind === 'server' || event.api !== api) return [];
    return marked(event, markKind(event), span);
  });
}

/** The marks of the authorization server: what was done to its keys. */
export function keyChanges(events: readonly PlaygroundEvent[], span: Span): Mark[] {
  return events.flatMap((event) => {
    if (event.kind !== 'server') return [];
    const { change } = event;
    return change === 'rotated' || change === 'removed' ? marked(event, change, span) : [];
  });
}

/** The times in which the authorization server was off. */
export function gaps(events: readonly PlaygroundEvent[], span: Span): Gap[] {
  const found: Gap[] = [];
  let stoppedAt: number | undefined;
  for (const event of events) {
    if (event.kind !== 'server') continue;
    if (event.change === 'stopped') stoppedAt = event.at;
    if (event.change === 'started') {
      // It was switched off before what is known.
      found.push({ from: stoppedAt ?? span.from, to: event.at });
      stoppedAt = undefined;
    }
  }
  if (stoppedAt !== undefined) found.push({ from: stoppedAt, to: span.to });
  return found
    .filter(({ to }) => to > span.from)
    .map(({ from, to }) => ({ from: Math.max(0, placeOf(from, span)), to: placeOf(to, span) }));
}

function marked({ id, at }: PlaygroundEvent, kind: MarkKind, span: Span): Mark[] {
  const place = placeOf(at, span);
  return place >= 0 && place <= 1 ? [{ id, kind, place }] : [];
}

function markKind(event: Exclude<PlaygroundEvent, { kind: 'server' }>): MarkKind {
  if (event.kind === 'fetch') return event.status === 200 ? 'fetched' : 'fetch failed';
  if (event.refusal === undefined) return 'accepted';
  return event.refusal.status === 503 ? 'not judged' : 'refused';
}

function placeOf(at: number, { from, to }: Span): number {
  return (at - from) / (to - from);
}
