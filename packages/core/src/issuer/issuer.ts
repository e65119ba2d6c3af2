import type { IssuerPolicy } from '../options/issuers.ts';
import type { KeyLifetimes } from '../options/resolve.ts';
import { SingleFlight } from '../request/single-flight.ts';
import type { Outgoing } from './fetch-json.ts';
import { fetchJson } from './fetch-json.ts';
import { IssuerFailure, thrownFor } from './issuer-failure.ts';
import { KeySet } from './key-set.ts';
import type { KeySource } from './key-source.ts';
import { staticKeys } from './key-source.ts';
import type { ServerMetadata } from './metadata.ts';
import { discover, endpointOf } from './metadata.ts';
import { RemoteKeys } from './remote-keys.ts';

/** What every issuer of a client works with. */
export interface IssuerSettings extends Outgoing {
  readonly insecureRequests: boolean;
  readonly lifetimes: KeyLifetimes;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Whether one request may wait for the I/O of another: not on workerd. */
  readonly isShared: boolean;
}

/** One accepted issuer: what its tokens must be, and its keys. Issuers share nothing. */
export class Issuer {
  readonly policy: IssuerPolicy;
  readonly keys: KeySource;
  readonly #settings: IssuerSettings;
  readonly #discovery: SingleFlight<ServerMetadata>;
  #metadata: { readonly document: ServerMetadata; readonly fetchedAt: number } | undefined;

  constructor(policy: IssuerPolicy, settings: IssuerSettings) {
    this.policy = policy;
    this.#settings = settings;
    this.#discovery = new SingleFlight(settings);
    this.keys = policy.jwks
      ? staticKeys(new KeySet(policy.jwks.keys))
      : new RemoteKeys({
          ...settings,
          fetchKeys: (previous) => this.#named(() => this.#fetchKeys(previous)),
        });
  }

  /**
   * Finds its token endpoint (RFC 6749 section 3.2).
   *
   * @throws {AuthorizationServerError} when the metadata cannot be had, or names none
   */
  async tokenEndpoint(): Promise<string> {
    const { insecureRequests } = this.#settings;
    try {
      return await this.#named(async () =>
        endpointOf(await this.#metadataOrLast(), 'token_endpoint', insecureRequests),
      );
    } catch (error) {
      throw thrownFor(error);
    }
  }

  // A failure tells whose it is.
  async #named<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof IssuerFailure ? error.of(this.policy.issuer) : error;
    }
  }

  async #fetchKeys(previous: KeySet | undefined): Promise<KeySet> {
    const { insecureRequests } = this.#settings;
    const url =
      this.policy.jwksUri ?? endpointOf(await this.#metadataNow(), 'jwks_uri', insecureRequests);
    const { keys } = Object(await fetchJson(this.#settings, 'keys', url)) as { keys?: unknown };
    if (Array.isArray(keys)) return new KeySet(keys, previous);
    throw new IssuerFailure('keys_invalid', { url, expected: 'a JWK Set' });
  }

  // While the metadata is out of reach, what it said last serves for as long as keys would.
  async #metadataOrLast(): Promise<ServerMetadata> {
    try {
      return await this.#metadataNow();
    } catch (error) {
      const { now, lifetimes } = this.#settings;
      const { document, fetchedAt = Number.NaN } = this.#metadata ?? {};
      const age = Math.abs(now() - fetchedAt);
      if (document && age < lifetimes.maxAge + lifetimes.staleIfError) return document;
      throw error;
    }
  }

  // Metadata lives as long as keys do, so that a moved key set is found within the same time.
  async #metadataNow(): Promise<ServerMetadata> {
    const { now, lifetimes } = this.#settings;
    if (this.#metadata && Math.abs(now() - this.#metadata.fetchedAt) < lifetimes.maxAge / 2) {
      return this.#metadata.document;
    }
    return this.#discovery.run(async () => {
      const document = await discover(this.#settings, this.policy.issuer);
      this.#metadata = { document, fetchedAt: now() };
      return document;
    });
  }
}
