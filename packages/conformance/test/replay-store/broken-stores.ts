import type { ReplayStore } from '@holdfast/auth-core';
import type { ReplayStoreSubject } from '../../src/index.ts';

/** How a store in memory goes wrong. Without faults it is a good one. */
export interface StoreFaults {
  /** What `add` answers in the end. */
  readonly answer?: (isNew: boolean) => unknown;
  /** What `add` answers where it should throw. */
  readonly onError?: () => boolean;
  /** The key that is looked at. */
  readonly key?: (key: string) => string;
  /** When an entry ends. */
  readonly end?: (expiresAt: number) => number;
  /** Does something else between the look and the record. */
  readonly isTorn?: boolean;
  /** The end moves with each use. */
  readonly isMoving?: boolean;
  /** The oldest entry goes when there are more. */
  readonly most?: number;
  /** Refuses what has ended. */
  readonly refusesPast?: boolean;
}

/** Creates a store that is wrong in one way, for tests of the suite itself. */
export function createBrokenStore(faults: StoreFaults = {}): ReplayStoreSubject {
  const { answer = same, key: keyOf = same, end = same, most = Number.POSITIVE_INFINITY } = faults;
  const ends = new Map<string, number>();
  let time = 1_800_000_000;
  let isFailing = false;

  function fail(): boolean {
    if (faults.onError) return faults.onError();
    throw new Error('out of order');
  }

  async function add(given: string, expiresAt: number): Promise<boolean> {
    if (isFailing || (faults.refusesPast && expiresAt <= time)) return fail();
    const key = keyOf(given);
    const isNew = (ends.get(key) ?? 0) <= time;
    if (faults.isTorn) await undefined;
    // A key that has ended is kept for an instant all the same.
    if (isNew || faults.isMoving) ends.set(key, Math.max(end(expiresAt), time + 0.001));
    const [oldest = ''] = ends.keys();
    if (ends.size > most) ends.delete(oldest);
    return answer(isNew) as boolean;
  }

  const store: ReplayStore = { add };
  return {
    store,
    now: () => time,
    elapse: (seconds) => {
      time += seconds;
    },
    fail: () => {
      isFailing = true;
    },
  };
}

function same<T>(value: T): T {
  return value;
}
