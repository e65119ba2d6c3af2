import type { JSONWebKeySet } from 'jose';
import type { TestAlgorithm } from './algorithms.ts';
import type { TestIssuerMetadata } from './metadata.ts';
import type { MintOptions } from './mint.ts';
import type { SignInput } from './sign.ts';
import type { TestRequest } from './simulated-fetch.ts';

/** Options of `createTestIssuer`. */
export interface TestIssuerOptions {
  /** The issuer identifier: an http or https URL; a path is allowed. Default `"https://issuer.test/"`. */
  readonly issuer?: string | undefined;
  /** What it signs with. Default `"RS256"`; `"ES256"` is far faster to generate. */
  readonly algorithm?: TestAlgorithm | undefined;
  /** The clock for `iat` and `exp`: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/**
 * How an issuer is down: the connection is refused (`fetch` rejects with a TypeError), it hangs
 * (settles only when the request's signal aborts), or every answer is an empty one with this status.
 */
export type Outage = 'refuse' | 'hang' | number;

/** Makes one answer. It may take its time: the request's signal is honoured meanwhile. */
export type TestResponder = (request: Request) => Response | Promise<Response>;

/**
 * An authorization server that lives in the test: real keys, real signatures, real documents, no
 * port. Its methods need no `this`. Issuers share nothing, so tests may run in parallel.
 */
export interface TestIssuer {
  /** The issuer identifier, as given. */
  readonly issuer: string;
  readonly algorithm: TestAlgorithm;
  /** The metadata document, a copy. */
  readonly metadata: TestIssuerMetadata;
  readonly jwksUri: string;
  /** The published keys, the current one first (RFC 7517 section 5), a copy. */
  readonly jwks: JSONWebKeySet;
  /** The `kid` of the current key. */
  readonly kid: string;
  /** What went through `fetch`, oldest first, redirects and requests in vain included; it grows. */
  readonly requests: readonly TestRequest[];
  /**
   * Reaches this issuer and nothing else: metadata, keys, and a token endpoint for
   * `client_credentials`, which binds the token to the key of a DPoP proof that comes with the
   * request. Hand it to `ApiClient` as its `fetch`. Other paths of the issuer's origin are 404; for
   * every other origin it rejects with a TypeError.
   */
  readonly fetch: typeof fetch;
  /**
   * Makes a good access token (RFC 9068), or one that is wrong in the way that the options say.
   *
   * @returns a compact JWS
   * @throws {TypeError} (as a rejection) when `dpopKey` is no key
   */
  readonly mint: (options?: MintOptions) => Promise<string>;
  /**
   * Signs anything, for tokens that no correct server issues. Nothing is added, nothing is checked.
   *
   * @returns a compact JWS
   */
  readonly sign: (input: SignInput) => Promise<string>;
  /**
   * Replaces the current key. The keys before it leave the key set unless `keepPrevious` is true.
   */
  readonly rotateKeys: (options?: { readonly keepPrevious?: boolean | undefined }) => Promise<void>;
  /**
   * Takes the issuer down until `comeBack`; by default connections are refused.
   *
   * @throws {TypeError} when `how` is a number that is no status of an answer
   */
  readonly goDown: (how?: Outage) => void;
  /** Ends an outage. Requests that hang go on hanging. */
  readonly comeBack: () => void;
  /**
   * Replaces the answer at one path, for every method, until `respond(path, null)`. An outage goes
   * first. What the responder throws is what `fetch` rejects with.
   *
   * @param path a path of the issuer's origin, or a URL of which the path is taken: `issuer.jwksUri`
   * @param responder makes the answer; null puts the issuer's own back
   */
  readonly respond: (path: string, responder: TestResponder | null) => void;
}
