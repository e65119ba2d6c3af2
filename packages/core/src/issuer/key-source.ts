import type { KeySet } from './key-set.ts';

/** Keys that were waited for. */
export interface LoadedKeys {
  readonly set: KeySet;
  /** False for keys of before that serve through an outage. */
  readonly isFresh: boolean;
}

/** Where an issuer's keys come from. */
export interface KeySource {
  /**
   * The keys, if they may be used without waiting. Starts a refresh in the background when one is due.
   *
   * @param now seconds since the epoch: the clock is read once for all that a remembered token is held against
   */
  current(now: number): KeySet | undefined;
  /** The keys, after waiting for them. Rejects with an `AuthorizationServerError` when there are none to be had. */
  load(): Promise<LoadedKeys>;
  /**
   * The keys after a refresh that a token asked for whose key is not among them; the same ones
   * where another such refresh is less than the cooldown ago. Rejects with an
   * `AuthorizationServerError` when the refresh failed.
   */
  refreshForUnknownKey(): Promise<KeySet>;
}

/** Makes the source of keys that were given in the options: always there, never refreshed. */
export function staticKeys(set: KeySet): KeySource {
  return {
    current: () => set,
    load: async () => ({ set, isFresh: true }),
    refreshForUnknownKey: async () => set,
  };
}
