import type { KeyLifetimes } from '../options/resolve.ts';
import { SingleFlight } from '../request/single-flight.ts';
import { IssuerFailure, thrownFor } from './issuer-failure.ts';
import type { KeySet } from './key-set.ts';
import type { KeySource, LoadedKeys } from './key-source.ts';

/** The part of `maxAge` after which keys are refreshed while they still serve. */
const REFRESH_AHEAD = 0.8;

/** How many failures in a row are followed by another try at once. */
const PATIENCE = 3;
/** The longest pause after more of them, in seconds. */
const MAX_PAUSE = 5;

/** How many requests may ask for an unknown key at the same time where none can wait for another. */
const MAX_ALONGSIDE = 100;

/** What `RemoteKeys` works with. */
export interface RemoteKeysSettings {
  /** Fetches the issuer's keys; rejects with an `IssuerFailure`. */
  readonly fetchKeys: (previous: KeySet | undefined) => Promise<KeySet>;
  readonly lifetimes: KeyLifetimes;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Seconds that a refresh may take. */
  readonly timeout: number;
  /** Whether one request may wait for the refresh of another: not on workerd. */
  readonly isShared: boolean;
}

/**
 * Keys that an issuer publishes, kept for `maxAge` and refreshed ahead of its end, so that under
 * traffic no request waits. A refresh replaces the set as a whole; a failed one changes nothing,
 * and the keys then serve for `staleIfError` longer.
 */
export class RemoteKeys implements KeySource {
  readonly #settings: RemoteKeysSettings;
  #keys: { readonly set: KeySet; readonly fetchedAt: number } | undefined;
  /** The last refresh, if it failed, and how many have in a row while there were no keys to serve. */
  #failure:
    | { readonly cause: IssuerFailure; readonly at: number; readonly count: number }
    | undefined;
  #askedForUnknownKeyAt = Number.NEGATIVE_INFINITY;
  /** How many have asked for an unknown key alongside the first one. */
  #alongside = 0;
  readonly #flight: SingleFlight<KeySet>;

  constructor(settings: RemoteKeysSettings) {
    this.#settings = settings;
    this.#flight = new SingleFlight(settings);
  }

  current(now: number): KeySet | undefined {
    if (this.#keys === undefined) return undefined;
    const { lifetimes, timeout } = this.#settings;
    const { maxAge, cooldown } = lifetimes;
    const age = this.#since(this.#keys.fetchedAt, now);
    if (age < maxAge * REFRESH_AHEAD) return this.#keys.set;
    const sinceFailure = this.#since(this.#failure?.at, now);
    // Past maxAge a request waits, unless it is known from shortly before that waiting is in vain: under traffic that is
    // tried again after each cooldown, and takes two answers, of the metadata and the keys.
    const isInVain = sinceFailure < 2 * (cooldown + timeout);
    if (age >= maxAge && !(isInVain && this.#mayServe(age))) return undefined;
    if (sinceFailure < cooldown || this.#flight.isUnderWay) return this.#keys.set;
    // Where requests share nothing, what is left behind by one ends with it: so this one waits.
    if (!this.#settings.isShared) return undefined;
    this.#refresh().catch(() => {});
    return this.#keys.set;
  }

  async load(): Promise<LoadedKeys> {
    const pause = this.#pause();
    if (this.#failure && pause > 0) throw this.#failure.cause.toAuthError(Math.ceil(pause));
    try {
      return { set: await this.#refresh(), isFresh: true };
    } catch (error) {
      if (this.#keys !== undefined && this.#hasServableKeys()) {
        return { set: this.#keys.set, isFresh: false };
      }
      throw thrownFor(error);
    }
  }

  async refreshForUnknownKey(): Promise<KeySet> {
    const { cooldown } = this.#settings.lifetimes;
    const elapsed = this.#since(this.#askedForUnknownKeyAt);
    if (!this.#flight.isUnderWay && elapsed < cooldown && this.#keys !== undefined) {
      if (this.#failure === undefined) return this.#keys.set;
      throw this.#failure.cause.toAuthError(Math.ceil(cooldown - elapsed));
    }
    this.#boundAlongside(elapsed < cooldown);
    // A refresh that began before may have been answered before the key was published, and is not the one for it.
    if (!(this.#settings.isShared && this.#flight.isUnderWay)) {
      this.#askedForUnknownKeyAt = this.#settings.now();
    }
    try {
      return await this.#refresh();
    } catch (error) {
      throw thrownFor(error, Math.max(1, Math.ceil(cooldown)));
    }
  }

  // Strangers could else have a request made for each of theirs as long as one is under way.
  #boundAlongside(isFurther: boolean): void {
    if (this.#settings.isShared) return;
    this.#alongside = isFurther ? this.#alongside + 1 : 0;
    if (this.#alongside < MAX_ALONGSIDE) return;
    throw new IssuerFailure('keys_unavailable', {
      reason: 'too many requests at once',
    }).toAuthError(1);
  }

  /**
   * Seconds for which nothing is asked of a server that failed several times in a row, where there
   * are no keys at all: strangers could else have it asked without end.
   */
  #pause(): number {
    if (this.#failure === undefined || this.#flight.isUnderWay) return 0;
    if (this.#hasServableKeys()) return 0;
    const { count, at } = this.#failure;
    if (count < PATIENCE) return 0;
    const { cooldown } = this.#settings.lifetimes;
    return Math.min(cooldown, MAX_PAUSE, 2 ** (count - PATIENCE)) - this.#since(at);
  }

  #hasServableKeys(): boolean {
    return this.#keys !== undefined && this.#mayServe(this.#since(this.#keys.fetchedAt));
  }

  #mayServe(age: number): boolean {
    const { maxAge, staleIfError } = this.#settings.lifetimes;
    return age < maxAge + staleIfError;
  }

  // A clock that was set back counts like one that went on, or keys would outlive their time.
  #since(moment: number | undefined, now: number = this.#settings.now()): number {
    return moment === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - moment);
  }

  #refresh(): Promise<KeySet> {
    return this.#flight.run(() => this.#replaceKeys());
  }

  async #replaceKeys(): Promise<KeySet> {
    const { fetchKeys, now } = this.#settings;
    try {
      const set = await fetchKeys(this.#keys?.set);
      this.#keys = { set, fetchedAt: now() };
      this.#failure = undefined;
      return set;
    } catch (error) {
      // Whatever went wrong was on the server's side, and counts for the cooldown.
      const cause =
        error instanceof IssuerFailure ? error : new IssuerFailure('keys_invalid', {}, error);
      const count = this.#hasServableKeys() ? 0 : (this.#failure?.count ?? 0) + 1;
      this.#failure = { cause, at: now(), count };
      throw cause;
    }
  }
}
