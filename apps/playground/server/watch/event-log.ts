import type { DecisionEvent, PlaygroundEvent } from '../control/protocol.ts';
import { bounded } from './bounded-event.ts';

/** How many events are kept. */
export const KEPT = 500;

type Unstamped<T> = T extends PlaygroundEvent ? Omit<T, 'id' | 'at'> : never;

/** What happened; the log says when, and numbers it. */
export type NewEvent = Unstamped<PlaygroundEvent>;

/** Hears of each event as it happens. */
export type Listener = (event: PlaygroundEvent) => void;

/** What happened last in the playground. */
export class EventLog {
  readonly #clock: () => number;
  readonly #listeners = new Set<Listener>();
  #events: readonly PlaygroundEvent[] = [];
  #count = 0;

  /** @param clock milliseconds since the epoch */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Keeps an event, and tells whoever listens. */
  record(event: NewEvent): void {
    this.#count++;
    const stamped: PlaygroundEvent = { ...bounded(event), id: this.#count, at: this.#clock() };
    this.#events = [...this.#events, stamped].slice(-KEPT);
    for (const listener of this.#listeners) listener(stamped);
  }

  /** Gives what is kept, the oldest first. */
  all(): readonly PlaygroundEvent[] {
    return this.#events;
  }

  /**
   * Gives what the APIs decided about one request of the page, the oldest first.
   *
   * @param request what its header field `REQUEST_ID_FIELD` said
   */
  decisionsOn(request: string): readonly DecisionEvent[] {
    return this.#events.filter(
      (event): event is DecisionEvent => event.kind === 'decision' && event.request === request,
    );
  }

  /**
   * Tells of each event from now on.
   *
   * @returns a function that ends that
   */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
