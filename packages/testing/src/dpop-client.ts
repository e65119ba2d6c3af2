import type { CryptoKey, JWK } from 'jose';
import type { TestAlgorithm } from './algorithms.ts';
import type { DpopProofOptions } from './dpop-proof.ts';

/** Options of `createDpopClient`. */
export interface DpopClientOptions {
  /** What proofs are signed with. Default `"ES256"`, the only one that `ApiClient` takes by default. */
  readonly algorithm?: TestAlgorithm | undefined;
  /**
   * What `client.fetch` sends through, always with a `Request`: the handler of an API in process, or
   * `issuer.fetch`. Default: the global `fetch` of the moment.
   */
  readonly fetch?: typeof fetch | undefined;
  /** The clock for `iat`: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/**
 * A client that holds one DPoP key. Its methods need no `this`. Clients share nothing, so tests may
 * run in parallel.
 */
export interface DpopClient {
  readonly algorithm: TestAlgorithm;
  /** The key's thumbprint (RFC 7638): what the `cnf` claim of its tokens names. */
  readonly jkt: string;
  /** The public key as proofs carry it, a copy. */
  readonly publicJwk: JWK;
  /** The private key, not extractable: for `issuer.sign`, or another client's library. */
  readonly privateKey: CryptoKey;
  /**
   * Makes a good proof (RFC 9449 section 4.2), or one that is wrong in the way that the options say.
   * For one that no JSON holds there is `issuer.sign` with the client's `privateKey`.
   *
   * @returns a compact JWS, for the `DPoP` header field
   */
  readonly proof: (options: DpopProofOptions) => Promise<string>;
  /**
   * Sends a request with a fresh proof (RFC 9449 section 7.1). Takes what `fetch` takes. The access
   * token is the one in the request's own `Authorization` field, `DPoP <token>`; with another scheme
   * or none, as in a token request, the proof has no `ath`.
   *
   * The last `DPoP-Nonce` of each origin is remembered and used for its next request. An answer that
   * asks for a nonce (401, `error="use_dpop_nonce"` in a DPoP challenge, and a `DPoP-Nonce`) is met
   * with one more request; what that brings is the result, whatever it is. Bodies are read whole
   * before the first request, so streams can be sent again.
   *
   * Nothing is checked: not the token, not its binding. Redirects are left to the `fetch` below, which
   * sends the same proof on; what answers them is neither retried nor learned from. An authorization
   * server's demand for a nonce (400, RFC 9449 section 8) is returned as it is.
   *
   * @throws {TypeError} (as a rejection) when the request has a `DPoP` field already, and for whatever
   *   `fetch` does
   */
  readonly fetch: typeof fetch;
}
