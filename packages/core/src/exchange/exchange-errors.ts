import { ConfigurationError } from '../refusal/errors.ts';

/** An exchange's error as `toJSON()` gives it, for structured logs. */
export interface ExchangeErrorJson {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly statusCode: number;
}

/**
 * The base of what the exchanges reject with. Not an `AuthError`: the caller's own token may be good,
 * and an application decides what its caller is told. Never holds a token or a secret.
 */
export abstract class ExchangeError extends Error {
  abstract override readonly name: string;
  /** What went wrong, as a stable code. */
  readonly code: string;
  /** The HTTP status that fits: 400 for wrong arguments, else that of the token endpoint, 502 or 504. */
  readonly statusCode: number;

  constructor(message: string, code: string, statusCode: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.statusCode = statusCode;
  }

  /** Everything but the stack and the cause. */
  toJSON(): ExchangeErrorJson {
    const { name, message, code, statusCode } = this;
    return { name, message, code, statusCode };
  }
}

/** An argument that has to be there is not. */
export class MissingRequiredArgumentError extends ExchangeError {
  override readonly name = 'MissingRequiredArgumentError';
  /** The argument. */
  readonly argument: string;

  constructor(argument: string) {
    super(`The argument "${argument}" is required.`, 'missing_required_argument_error', 400);
    this.argument = argument;
  }
}

/** An argument of `getTokenByExchangeProfile`, or of `getTokenOnBehalfOf`, is wrong. Nothing was sent. */
export class GetTokenByExchangeProfileError extends ExchangeError {
  override readonly name = 'GetTokenByExchangeProfileError';

  constructor(message: string) {
    super(message, 'get_token_by_exchange_profile_error', 400);
  }
}

/** An argument of `getAccessTokenForConnection` is wrong. Nothing was sent. */
export class GetAccessTokenForConnectionError extends ExchangeError {
  override readonly name = 'GetAccessTokenForConnectionError';

  constructor(message: string) {
    super(message, 'get_access_token_for_connection_error', 400);
  }
}

/** What the token endpoint itself said: the `cause` of an `ApiError`, where it sent JSON (RFC 6749 section 5.2). */
export interface TokenEndpointErrorCause {
  readonly error: string;
  readonly error_description?: string;
  readonly statusCode: number;
}

/**
 * The token endpoint refused, or gave nothing that can be used. `code` is the server's own `error`
 * where it sent JSON, else one of `token_exchange_error`, `connection_token_error`, `timeout_error`,
 * `network_error`, `invalid_json`, `invalid_response`, `discovery_error`.
 */
export class ApiError extends ExchangeError {
  override readonly name = 'ApiError';
}

/** Makes the error for a client that is not set up for exchanges. */
export function notConfigured(option: string): ConfigurationError {
  return new ConfigurationError(`Token exchange needs the option "${option}".`);
}
