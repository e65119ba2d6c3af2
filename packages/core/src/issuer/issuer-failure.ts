import { AuthorizationServerError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { JsonAnswer } from './fetch-json.ts';

/**
 * Why an issuer's metadata or keys could not be had. Not an `AuthError` itself: one failure serves
 * every request that waited, and each of them gets an error of its own.
 */
export class IssuerFailure extends Error {
  readonly reason: AuthErrorReason;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    reason: AuthErrorReason,
    details: Readonly<Record<string, unknown>>,
    cause?: unknown,
  ) {
    super(reason, { cause });
    this.reason = reason;
    this.details = details;
  }

  /** The same failure, naming whose it is. */
  of(issuer: string): IssuerFailure {
    return new IssuerFailure(this.reason, { issuer, ...this.details }, this.cause);
  }

  /** Makes the error of one request. */
  toAuthError(retryAfter?: number): AuthorizationServerError {
    const { reason, details, cause } = this;
    return new AuthorizationServerError(reason, {
      details,
      cause,
      ...(retryAfter !== undefined && { retryAfter }),
    });
  }
}

/** Turns an answer that is no document into the failure of what was asked for. */
export function failureOf(
  what: 'metadata' | 'keys',
  url: string,
  answer: Exclude<JsonAnswer, { outcome: 'ok' }>,
): IssuerFailure {
  if (answer.outcome === 'malformed') return new IssuerFailure(`${what}_invalid`, { url });
  return answer.outcome === 'status'
    ? new IssuerFailure(`${what}_unavailable`, { url, status: answer.status })
    : new IssuerFailure(`${what}_unavailable`, { url }, answer.cause);
}
