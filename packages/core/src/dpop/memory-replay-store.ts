import type { ReplayStore } from '../options/options.ts';

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

  constructor({
    maxEntries = 1_000_000,
    now = () => Date.now() / 1000,
  }: MemoryReplayStoreOptions = {}) {
    this.#maxEntries = maxEntries;
    this.#now = now;
  }

  /** The number of entries that are held, those included that ended within the last minute. */
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
    this.#dropEnded();
    for (const bucket of this.#buckets.values()) if (bucket.has(key)) return false;
    if (this.#size >= this.#maxEntries) throw new RangeError('The replay store is full.');
    const number = Math.floor(expiresAt / BUCKET_SECONDS);
    const bucket = this.#buckets.get(number) ?? new Set();
    this.#buckets.set(number, bucket.add(key));
    this.#size++;
    return true;
  }

  #dropEnded(): void {
    const current = Math.floor(this.#now() / BUCKET_SECONDS);
    for (const [number, bucket] of this.#buckets) {
      if (number >= current) continue;
      this.#size -= bucket.size;
      this.#buckets.delete(number);
    }
  }
}
