import type { ReplayStore } from '../options/options.ts';
import { ConfigurationError } from '../refusal/errors.ts';
import { systemClock } from '../request/system-clock.ts';

/** Options of `MemoryReplayStore`. */
export interface MemoryReplayStoreOptions {
  /** The greatest number of live entries, at 100 bytes each at most. Default 1,000,000. */
  readonly maxEntries?: number | undefined;
  /** The clock: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/** Seconds that share a bucket. The fewer buckets are live, the fewer are searched. */
const BUCKET_SECONDS = 64;

/**
 * Remembers used proofs in this process (RFC 9449 section 11.1). Entries lie in buckets of the time
 * at which they end, and whole buckets are dropped, so that expiry costs a request nothing. A full
 * store throws rather than forget a live entry. Not shared: several processes need a common store.
 */
export class MemoryReplayStore implements ReplayStore {
  readonly #maxEntries: number;
  readonly #now: () => number;
  readonly #buckets = new Map<number, Set<string>>();
  #size = 0;

  /** @throws {ConfigurationError} for a bound that is no whole number of at least 1, or a clock that is no function */
  constructor({ maxEntries = 1_000_000, now = systemClock }: MemoryReplayStoreOptions = {}) {
    if (!Number.isSafeInteger(maxEntries) || maxEntries < 1 || typeof now !== 'function') {
      throw new ConfigurationError(
        'MemoryReplayStore takes "maxEntries", a whole number of at least 1, and "now", a function.',
      );
    }
    this.#maxEntries = maxEntries;
    this.#now = now;
  }

  /** The number of entries that are held; those that have ended count until the next `add`, and up to a minute longer. */
  get size(): number {
    return this.#size;
  }

  /**
   * Records a key.
   *
   * @param key a short string, such as `ApiClient` makes
   * @param expiresAt seconds since the epoch
   * @returns true if the key was new
   * @throws {RangeError} when the store is full
   */
  add(key: string, expiresAt: number): boolean {
    const current = Math.floor(this.#now() / BUCKET_SECONDS);
    this.#dropBefore(current);
    for (const bucket of this.#buckets.values()) if (bucket.has(key)) return false;
    if (this.#size >= this.#maxEntries) throw new RangeError('The replay store is full.');
    // What has ended already is kept for a moment all the same, for those who come at the same time.
    const number = Math.max(Math.floor(expiresAt / BUCKET_SECONDS), current);
    const bucket = this.#buckets.get(number) ?? new Set();
    this.#buckets.set(number, bucket.add(key));
    this.#size++;
    return true;
  }

  #dropBefore(current: number): void {
    for (const [number, bucket] of this.#buckets) {
      if (number >= current) continue;
      this.#size -= bucket.size;
      this.#buckets.delete(number);
    }
  }
}
