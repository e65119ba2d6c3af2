import { bool, callable, members, oneOf } from './checks.ts';

/** Which requests may go on without credentials. */
export interface AdmissionOptions {
  /** False lets a request without an `Authorization` field go on. Wrong credentials are refused all the same. Default true. */
  readonly required?: boolean | undefined;
  /** `"refuse"` holds CORS preflights to credentials too, which browsers never send. Default `"pass"`. */
  readonly preflight?: 'pass' | 'refuse' | undefined;
}

/** The options that `auth()` of every adapter takes besides those of the client. */
export interface AdapterOptions<TOnError> extends AdmissionOptions {
  /** Answers refused requests in place of the default answer. */
  readonly onError?: TOnError | undefined;
}

/**
 * For adapters: checks the options of `auth()`, so that a mistake stops the start and lets nobody in.
 *
 * @param options what the application gave
 * @returns a copy that holds what was given
 * @throws {ConfigurationError} for an unknown option or a wrong one
 */
export function checkAdapterOptions<TOnError>(
  options: AdapterOptions<TOnError>,
): AdapterOptions<TOnError> {
  const given = members('auth', options, ['required', 'preflight', 'onError']);
  const { required, preflight, onError } = given;
  if (required !== undefined) bool('auth.required', required);
  if (preflight !== undefined) oneOf('auth.preflight', preflight, ['pass', 'refuse']);
  if (onError !== undefined) callable('auth.onError', onError);
  return { ...options };
}
