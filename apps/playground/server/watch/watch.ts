import type { ApiName } from '../control/protocol.ts';
import type { EventLog } from './event-log.ts';

/** Who is watched, and where what they do is written down. */
export interface Watch {
  readonly api: ApiName;
  readonly log: EventLog;
  /** Measures how long things take, in milliseconds. Default: `performance.now`. */
  readonly stopwatch?: (() => number) | undefined;
}

/** Starts to measure; the answer says how many milliseconds have passed. */
export function startTimer({ stopwatch = () => performance.now() }: Watch): () => number {
  const startedAt = stopwatch();
  return () => stopwatch() - startedAt;
}
