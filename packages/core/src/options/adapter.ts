import { bool, callable, group, oneOf, optional } from './checks.ts';

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
  const read = group<AdapterOptions<TOnError>>({
    required: optional(bool),
    preflight: optional(oneOf(['pass', 'refuse'])),
    onError: optional(callable<TOnError>),
  });
  return read('auth', options);
}
