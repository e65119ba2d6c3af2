/** What a `SingleFlight` works with. */
export interface SingleFlightSettings {
  /**
   * False where a request must not wait for what another one has asked of the network: on workerd,
   * the promise of one request's I/O never settles for another.
   */
  readonly isShared: boolean;
  /** Seconds after which work that has not ended counts as given up. */
  readonly timeout: number;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** Work that many may want at the same time, done once where the runtime allows to share it. */
export class SingleFlight<T> {
  readonly #settings: SingleFlightSettings;
  #flight: Promise<T> | undefined;
  #startedAt: number | undefined;

  constructor(settings: SingleFlightSettings) {
    this.#settings = settings;
  }

  /** Whether some request is at it. */
  get isUnderWay(): boolean {
    if (this.#flight !== undefined) return true;
    const { now, timeout } = this.#settings;
    // A request that was cancelled never says that it has ended.
    return this.#startedAt !== undefined && Math.abs(now() - this.#startedAt) < timeout;
  }

  /** Joins the work that is under way; where it cannot be shared, does it once more. */
  run(work: () => Promise<T>): Promise<T> {
    if (!this.#settings.isShared) return this.#alone(work);
    this.#flight ??= work().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #alone(work: () => Promise<T>): Promise<T> {
    this.#startedAt = this.#settings.now();
    try {
      return await work();
    } finally {
      this.#startedAt = undefined;
    }
  }
}

/**
 * Tells whether one request may wait for the network traffic of another. Told from the runtime, not
 * from a build condition: a bundler that does not know the condition would build a server that hangs.
 */
export function sharesIo(): boolean {
  return globalThis.navigator?.userAgent !== 'Cloudflare-Workers';
}
