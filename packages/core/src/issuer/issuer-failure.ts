import { AuthorizationServerError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';

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

  /** Whether no answer came at all. */
  get isSilence(): boolean {
    return this.reason.endsWith('_unavailable') && this.details['status'] === undefined;
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

/** Makes what a request rejects with: of a failure an error of its own, of all else itself. */
export function thrownFor(error: unknown, retryAfter?: number): unknown {
  return error instanceof IssuerFailure ? error.toAuthError(retryAfter) : error;
}
