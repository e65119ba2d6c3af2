import { LruCache } from '../lru-cache.ts';
import { sharesIo } from '../request/single-flight.ts';
import type { TokenAnswer } from './token-answer.ts';

/** Seconds before a token's end in which it is not given out again. */
const MARGIN = 60;

interface Remembered {
  readonly token: ExchangedToken;
  readonly since: number;
  readonly until: number;
}

/** A token, and when it runs out: seconds since the epoch. */
export interface ExchangedToken extends TokenAnswer {
  readonly expiresAt: number;
}

/**
 * Exchanged tokens, under a key that says all that they depend on. Equal exchanges under way are one
 * request, save on workerd, where requests cannot wait for each other. A failed one is not remembered.
 */
export class ExchangeCache {
  readonly #tokens: LruCache<string, Remembered>;
  readonly #flights = new Map<string, Promise<ExchangedToken>>();
  readonly #now: () => number;

  constructor(maxEntries: number, now: () => number) {
    this.#tokens = new LruCache(maxEntries);
    this.#now = now;
  }

  /**
   * Gives the remembered token, or has it exchanged.
   *
   * @param key all that the token depends on
   * @param subjectExpiry when the subject token runs out, where that is known
   */
  async get(
    key: string,
    subjectExpiry: number | undefined,
    exchange: () => Promise<ExchangedToken>,
  ): Promise<ExchangedToken> {
    const remembered = this.#tokens.get(key);
    const now = this.#now();
    // A clock that was set back must not lengthen a token's life.
    if (remembered !== undefined && remembered.since <= now && now < remembered.until) {
      return remembered.token;
    }
    const work = async (): Promise<ExchangedToken> => {
      const token = await exchange();
      const until = Math.min(token.expiresAt, subjectExpiry ?? Number.POSITIVE_INFINITY) - MARGIN;
      const since = this.#now();
      if (since < until) this.#tokens.set(key, { token, since, until });
      return token;
    };
    return sharesIo() ? this.#shared(key, work) : work();
  }

  #shared(key: string, work: () => Promise<ExchangedToken>): Promise<ExchangedToken> {
    const flight =
      this.#flights.get(key) ??
      work().finally(() => {
        this.#flights.delete(key);
      });
    this.#flights.set(key, flight);
    return flight;
  }
}
