import type { ReplayStore } from '@holdfast/auth-core';
import { ConfigurationError } from '@holdfast/auth-core';
import type { RedisClient } from './set-if-new.ts';
import { setIfNew } from './set-if-new.ts';

/** Options of `RedisReplayStore`. */
export interface RedisReplayStoreOptions {
  /** What every key begins with. Processes that share proofs must share it. Default `"holdfast:dpop:"`. */
  readonly prefix?: string | undefined;
  /** Seconds to wait for the answer to one command. Default 1. */
  readonly timeout?: number | undefined;
  /** The clock: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/** Clients keep commands that nobody waits for any more; beyond this number no more are sent. */
const MAX_LATE = 1000;

/**
 * Remembers used DPoP proofs in Redis or Valkey, so that a proof is accepted once by all processes
 * together (RFC 9449 section 11.1). Each use is one atomic `SET` with `NX` and an expiry.
 *
 * A command that fails or takes longer than `timeout` rejects, which makes `ApiClient` answer 503;
 * when the server is back, so is the service. While 1000 commands are overdue, further ones reject
 * at once, so that an outage costs no more memory than that. Connecting, reconnecting and closing
 * stay the client's. An `error` listener is put on the client, because without one an outage would
 * end the process; add another to log them. Not checked: that the server keeps what it was given;
 * it must not evict keys (`maxmemory-policy noeviction`).
 */
export class RedisReplayStore implements ReplayStore {
  readonly #client: RedisClient;
  readonly #prefix: string;
  readonly #timeout: number;
  readonly #now: () => number;
  /** Commands that are overdue and still without an answer. */
  #late = 0;

  /**
   * @param client a client of the package `redis` (4 to 6, connected) or `ioredis` (5 or 6)
   * @throws {ConfigurationError} for what is no client, a prefix that is no string, or a timeout that is no number of seconds above 0
   */
  constructor(
    client: RedisClient,
    { prefix = 'holdfast:dpop:', timeout = 1, now = systemClock }: RedisReplayStoreOptions = {},
  ) {
    if (typeof client?.set !== 'function' || typeof client.on !== 'function') {
      throw new ConfigurationError('RedisReplayStore needs a client of redis or ioredis.');
    }
    if (typeof prefix !== 'string') {
      throw new ConfigurationError('Option "prefix" must be a string.');
    }
    if (!Number.isFinite(timeout) || timeout <= 0) {
      throw new ConfigurationError('Option "timeout" must be a number of seconds above 0.');
    }
    this.#client = client;
    this.#prefix = prefix;
    this.#timeout = timeout;
    this.#now = now;
    client.on('error', () => {});
  }

  /**
   * Records a key.
   *
   * @param expiresAt seconds since the epoch
   * @returns true if the key was new to all processes
   * @throws {Error} when Redis does not answer in time, or with an error
   */
  async add(key: string, expiresAt: number): Promise<boolean> {
    if (this.#late >= MAX_LATE) throw new Error(`${MAX_LATE} commands to Redis are overdue.`);
    const seconds = Math.max(1, Math.ceil(expiresAt - this.#now()));
    return await this.#inTime(setIfNew(this.#client, this.#prefix + key, seconds));
  }

  #inTime(answer: Promise<boolean>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const expire = (): void => {
        isLate = true;
        this.#late++;
        reject(new Error(`No answer of Redis within ${this.#timeout} s.`));
      };
      const timer = setTimeout(expire, Math.min(this.#timeout * 1000, 2 ** 31 - 1));
      void answer.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        if (isLate) this.#late--;
      });
    });
  }
}

function systemClock(): number {
  return Date.now() / 1000;
}
