/**
 * What the page and the playground's servers say to each other: plain data, without anything of
 * Node's or of a browser's, because both sides import it.
 */

/** The frameworks that the messages API is served by. */
export const FRAMEWORKS = ['express', 'koa', 'hono', 'trpc'] as const;

/** One of the frameworks. */
export type Framework = (typeof FRAMEWORKS)[number];

/** Whose decisions and fetches are watched. */
export type ApiName = Framework | 'archive';

/**
 * The header field by which the page finds what an API decided about a request of its. Its value says
 * nothing to the API.
 */
export const REQUEST_ID_FIELD = 'playground-request';

/** Where everything is, and what holds everywhere. `GET /control/setting`. */
export interface Setting {
  /** The authorization server: its issuer identifier, which is its origin. */
  readonly issuer: string;
  /** The origins of the messages API. */
  readonly apis: Readonly<Record<Framework, string>>;
  /** The origin of the archive. */
  readonly archive: string;
  /** Who remembers the proofs that were used: all APIs together, in Redis, or in the memory of this process. */
  readonly replayStore: 'redis' | 'memory';
  /** How long the APIs keep the keys of the authorization server, in seconds. */
  readonly keyCache: {
    readonly maxAge: number;
    readonly staleIfError: number;
    readonly cooldown: number;
  };
}

/** The caller as an API saw it: `AuthInfo` without the token itself. */
export interface SeenAuth {
  readonly scheme: 'bearer' | 'dpop';
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly permissions: readonly string[];
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  readonly proof?: { readonly jkt: string; readonly jti: string; readonly iat: number } | undefined;
}

/** What every event has. */
interface EventBase {
  /** Counts from 1, in the order in which things happened. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What Holdfast decided about one request, as an operator's log would have it. */
export interface DecisionEvent extends EventBase {
  readonly kind: 'decision';
  readonly api: ApiName;
  /** What the request said in `REQUEST_ID_FIELD`, where it came from the page. */
  readonly request?: string | undefined;
  /** Who decided: the authentication, or a guard behind it. */
  readonly stage: 'authentication' | 'guard';
  readonly method: string;
  /** The path, and the names in the query, without the values; at most 512 characters. */
  readonly path: string;
  /** How long the decision took, in milliseconds. */
  readonly ms: number;
  readonly auth?: SeenAuth | undefined;
  readonly refusal?: Refusal | undefined;
}

/** Why a request was refused: of the error's own members. */
export interface Refusal {
  readonly name: string;
  readonly status: number;
  /** The wire's word, `invalid_token` for instance. */
  readonly code: string;
  readonly reason: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A request that the core made to the authorization server. */
export interface FetchEvent extends EventBase {
  readonly kind: 'fetch';
  readonly api: ApiName;
  readonly purpose: 'metadata' | 'keys' | 'token';
  readonly url: string;
  readonly ms: number;
  /** Absent where there was no answer. */
  readonly status?: number | undefined;
}

/** What was done to the authorization server. */
export interface ServerEvent extends EventBase {
  readonly kind: 'server';
  readonly change: 'stopped' | 'started' | 'rotated' | 'removed';
  /** Of the key that is new, or gone. */
  readonly kid?: string | undefined;
}

/** What happened. `GET /control/events` streams all of it (Server-Sent Events); `?request=ID` answers the decisions on one request as a JSON list. */
export type PlaygroundEvent = DecisionEvent | FetchEvent | ServerEvent;

/** The authorization server as it is. `GET /control/authorization-server`. */
export interface ServerState {
  readonly running: boolean;
  /** What it publishes, the newest first; the first one signs. */
  readonly keys: readonly { readonly kid: string; readonly alg: string }[];
}

/** What can be done to it. `POST /control/authorization-server`, which answers the new state. */
export type ServerAction =
  | { readonly action: 'stop' | 'start' | 'rotate' }
  | { readonly action: 'remove'; readonly kid: string };

/**
 * A token that the authorization server would never issue, to see it refused. `POST /control/tokens`, which
 * answers `{ token }`. Without members it is a good one, for a client that acts for itself.
 */
export interface TokenOrder {
  /** Laid over the claims of a good token; null takes one away. */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Laid over the header of a good token; null takes a member away. */
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  /**
   * What signs: the server's key (default); one that the server does not publish, under the `kid` of the
   * server's own; the server's public key, as the secret of an HMAC (HS256); or nothing at all (`alg: none`).
   */
  readonly signedBy?: 'server' | 'stranger' | 'public-key' | 'nobody' | undefined;
}

/** A request that a browser cannot send as it is meant: two fields of one name. `POST /control/relay`. */
export interface RelayOrder {
  readonly api: Framework;
  readonly method: string;
  /** The path and the query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string | undefined;
}

/** What came back. */
export interface RelayAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A nonce that the APIs issued an hour ago. `GET /control/old-nonce`. */
export interface OldNonce {
  readonly nonce: string;
}

/** How the control API refuses: a status of 400 and more, and this. */
export interface ControlFailure {
  readonly error: string;
}
