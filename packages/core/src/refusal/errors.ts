import { copyJson } from '../request/safe-json.ts';
import type { AuthErrorReason } from './reasons.ts';
import { REASONS } from './reasons.ts';

const BRAND = Symbol.for('@holdfast/auth-core/AuthError');

/**
 * The wire code of a refusal: the `error` of the JSON body. `unauthorized` stands where RFC 6750
 * section 3.1 wants no code in the challenge; `access_denied` and `temporarily_unavailable` are those
 * of RFC 6749 section 4.1.2.1.
 */
export type AuthErrorCode =
  | 'unauthorized'
  | 'invalid_request'
  | 'invalid_token'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'insufficient_scope'
  | 'access_denied'
  | 'insufficient_user_authentication'
  | 'temporarily_unavailable';

/** What an `AuthError` may carry besides its reason. */
export interface AuthErrorInit {
  /** What was expected and what came, for logs. Never a token, a key or a secret. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** The error underneath, if there was one. */
  readonly cause?: unknown;
}

/** An `AuthError` as `toJSON()` gives it, for structured logs. */
export interface AuthErrorJson {
  readonly name: string;
  readonly message: string;
  readonly code: AuthErrorCode;
  readonly reason: AuthErrorReason;
  readonly statusCode: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * The base of every refusal. `message` is a constant sentence for its `reason` and safe to send;
 * `details` and `cause` are for the operator's log alone.
 */
export abstract class AuthError extends Error {
  abstract override readonly name: string;
  /** The wire code: `error` in the body, and in the challenge where the RFC wants one. */
  abstract readonly code: AuthErrorCode;
  /** The HTTP status that answers the request. */
  abstract readonly statusCode: number;
  /** Why exactly, from a closed union. */
  readonly reason: AuthErrorReason;
  /** What was expected and what came. For logs, never for the caller. */
  readonly details: Readonly<Record<string, unknown>>;
  /**
   * The header fields (names in lower case) that the RFCs want on the answer: the challenge,
   * `retry-after`, `dpop-nonce`. Filled in where a request is refused: by `authenticate`,
   * `verifyRequest` and `refusal`. Empty on what `verifyAccessToken`, `verifyDpopProof` and guards
   * throw, until `refusal` has seen it.
   */
  headers: Readonly<Record<string, string>> = {};

  constructor(reason: AuthErrorReason, { details = {}, cause }: AuthErrorInit = {}) {
    super(REASONS[reason], cause === undefined ? undefined : { cause });
    this.reason = reason;
    // A copy: what a log's reader does to it must not reach the options that it tells of.
    this.details = copyJson(details);
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Everything but the stack, the cause and the headers. Holds `details`: log it, do not send it. */
  toJSON(): AuthErrorJson {
    const { name, message, code, reason, statusCode, details } = this;
    return { name, message, code, reason, statusCode, details };
  }
}

/** No `Authorization` field: 401 and a challenge without an error code (RFC 6750 section 3.1). */
export class MissingAuthorizationError extends AuthError {
  override readonly name = 'MissingAuthorizationError';
  override readonly code = 'unauthorized';
  override readonly statusCode = 401;
}

/** A scheme that this API does not offer: 401 and a challenge without an error code (RFC 9110 section 11.6.1). */
export class InvalidAuthSchemeError extends AuthError {
  override readonly name = 'InvalidAuthSchemeError';
  override readonly code = 'unauthorized';
  override readonly statusCode = 401;
}

/** Malformed or repeated credentials: 400 `invalid_request` (RFC 6750 section 3.1). */
export class InvalidRequestError extends AuthError {
  override readonly name = 'InvalidRequestError';
  override readonly code = 'invalid_request';
  override readonly statusCode = 400;
}

/** An access token that does not pass: 401 `invalid_token` (RFC 6750 section 3.1). */
export class VerifyAccessTokenError extends AuthError {
  override readonly name = 'VerifyAccessTokenError';
  override readonly code = 'invalid_token';
  override readonly statusCode = 401;
}

/** A DPoP proof that does not pass, or was used before: 401 `invalid_dpop_proof` (RFC 9449 section 7.1). */
export class InvalidDpopProofError extends AuthError {
  override readonly name = 'InvalidDpopProofError';
  override readonly code = 'invalid_dpop_proof';
  override readonly statusCode = 401;
}

/** A DPoP proof without a good nonce of this server: 401 `use_dpop_nonce` and `DPoP-Nonce` (RFC 9449 section 9). */
export class UseDpopNonceError extends AuthError {
  override readonly name = 'UseDpopNonceError';
  override readonly code = 'use_dpop_nonce';
  override readonly statusCode = 401;
  /** The nonce to use: the value of `DPoP-Nonce`. */
  readonly nonce: string;

  constructor(reason: AuthErrorReason, nonce: string, init?: AuthErrorInit) {
    super(reason, init);
    this.nonce = nonce;
  }
}

/** A good token without the scopes, or permissions, that the route needs: 403 `insufficient_scope` (RFC 6750 section 3.1). */
export class InsufficientScopeError extends AuthError {
  override readonly name = 'InsufficientScopeError';
  override readonly code = 'insufficient_scope';
  override readonly statusCode = 403;
  /** All scopes, or permissions, that the route needs: the `scope` of the challenge. */
  readonly scopes: readonly string[];

  constructor(
    scopes: readonly string[],
    {
      reason = 'insufficient_scope',
      ...init
    }: AuthErrorInit & { reason?: 'insufficient_scope' | 'insufficient_permissions' } = {},
  ) {
    super(reason, init);
    this.scopes = [...scopes];
  }
}

/**
 * A good token whose claims do not give access: 403 without a challenge, because no other scope
 * and no other way of signing in would help (RFC 9110 section 15.5.4).
 */
export class AccessDeniedError extends AuthError {
  override readonly name = 'AccessDeniedError';
  override readonly code = 'access_denied';
  override readonly statusCode = 403;
}

/** What step-up a route wants of the user's authentication (RFC 9470 section 3). */
export interface AuthenticationRequirement {
  /** The authentication context classes that are good enough, most wanted first: `acr_values`. */
  readonly acrValues?: readonly string[] | undefined;
  /** Seconds since the user last signed in, at most: `max_age`. */
  readonly maxAge?: number | undefined;
}

/** The user signed in too weakly or too long ago: 401 `insufficient_user_authentication` (RFC 9470 section 3). */
export class InsufficientUserAuthenticationError extends AuthError {
  override readonly name = 'InsufficientUserAuthenticationError';
  override readonly code = 'insufficient_user_authentication';
  override readonly statusCode = 401;
  /** The authentication context classes that are good enough: `acr_values` of the challenge. */
  readonly acrValues: readonly string[] | undefined;
  /** Seconds: `max_age` of the challenge. */
  readonly maxAge: number | undefined;

  constructor(
    reason: AuthErrorReason,
    { acrValues, maxAge }: AuthenticationRequirement,
    init?: AuthErrorInit,
  ) {
    super(reason, init);
    this.acrValues = acrValues && [...acrValues];
    this.maxAge = maxAge;
  }
}

/**
 * The token could not be judged, so it is not called bad: 503 with `Retry-After` and no challenge
 * (RFC 9110 section 15.6.4). Metadata, keys or the store of used proofs are out of reach or unusable,
 * or a resolver threw.
 */
export class AuthorizationServerError extends AuthError {
  override readonly name = 'AuthorizationServerError';
  override readonly code = 'temporarily_unavailable';
  override readonly statusCode = 503;
  /** Seconds after which a client may try again: the value of `Retry-After`. */
  readonly retryAfter: number;

  constructor(reason: AuthErrorReason, init: AuthErrorInit & { retryAfter?: number } = {}) {
    super(reason, init);
    this.retryAfter = init.retryAfter ?? 5;
  }
}

/**
 * The library was set up or used wrongly: an option, or a guard with no authentication before it.
 * Thrown by constructors and factories, so that a mistake stops the start and not a request.
 */
export class ConfigurationError extends TypeError {
  override readonly name = 'ConfigurationError';
}

/**
 * Tells whether a value is an `AuthError`, also of another copy of this package, where
 * `instanceof` would say no.
 *
 * @param value anything, usually what a `catch` got
 * @returns true for every error that stands for a refusal; false for all else, `ConfigurationError` included
 */
export function isAuthError(value: unknown): value is AuthError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
