import { ConfigurationError } from '../refusal/errors.ts';
import type { AuthInfo } from '../request/auth-info.ts';

/**
 * Looks at a verified caller and throws where he may not go on; not asynchronous. Adapters call guards
 * through `ApiClient.enforce`, which hands over the client's clock and makes the answer.
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

/** Makes the error for a guard that was made with wrong arguments. */
export function misuse(guard: string, wanted: string): ConfigurationError {
  return new ConfigurationError(`${guard}() needs ${wanted}.`);
}

/** Gives the claims that a guard looks at; they may be anything where a schema made them. */
export function guardedClaims(auth: AuthInfo<unknown> | undefined): unknown {
  // A caller of another shape is another library's, and was never authenticated here.
  if (!Array.isArray(auth?.scopes)) throw guardWithoutAuthentication();
  return auth.claims;
}

/** Reads one claim. What an object inherits, `toString` for instance, is no claim. */
export function claimOf(claims: unknown, name: string): unknown {
  const isThere = typeof claims === 'object' && claims !== null && Object.hasOwn(claims, name);
  return isThere ? (claims as Readonly<Record<string, unknown>>)[name] : undefined;
}

/**
 * Stops where a guard, or a function of one, gave a promise: what it would say later comes too late,
 * and a promise is truthy.
 *
 * @throws {ConfigurationError} always then
 */
export function refusePromise(answer: unknown, who: string): void {
  const { then } = Object(answer) as { then?: unknown };
  if (typeof then !== 'function') return;
  // Its rejection is nobody's, and would end the process.
  then.call(answer, undefined, () => {});
  throw new ConfigurationError(`${who} must not be asynchronous.`);
}
