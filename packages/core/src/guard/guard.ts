import { ConfigurationError } from '../refusal/errors.ts';
import type { AuthInfo } from '../request/auth-info.ts';

/**
 * Looks at a verified caller and throws where he may not go on. Adapters call guards through
 * `ApiClient.enforce`, which hands over the client's clock and makes the answer.
 */
export type Guard = (auth: AuthInfo<unknown>, options?: GuardOptions) => void;

/** What a guard may need besides the caller. */
export interface GuardOptions {
  /** The clock: seconds since the epoch. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/**
 * Makes the error for a guard with no authentication before it: a mistake in the application,
 * which must never let a request pass. Adapters hand it to the framework, which answers 500.
 *
 * @returns the error, to be thrown
 */
export function guardWithoutAuthentication(): ConfigurationError {
  return new ConfigurationError(
    'A guard ran on a request that auth() has not seen: put auth() before the guard.',
  );
}
