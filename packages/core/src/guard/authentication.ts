import type { AuthenticationRequirement } from '../refusal/errors.ts';
import { InsufficientUserAuthenticationError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import { isScopeToken } from '../request/scope-token.ts';
import { systemClock } from '../request/system-clock.ts';
import type { Guard } from './guard.ts';
import { claimOf, guardedClaims, misuse } from './guard.ts';

/**
 * Makes a guard that wants the user to have signed in strongly, or recently, enough: step-up
 * authentication. It looks at the claims `acr` and `auth_time`, in the schema's output where the client
 * has a `claims` schema. The client's `clockTolerance` is not added; an `auth_time` more than a minute in the
 * future is no sign-in.
 *
 * @param requirement `acrValues`: the classes of which `acr` must be one; `maxAge`: a whole number of
 * seconds that may have passed since `auth_time`, 0 for a sign-in within this second. One of them at least.
 * @returns a guard that throws `InsufficientUserAuthenticationError` (401, naming both) when the token
 * does not say so much, and `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when neither is given, or one is wrong
 * @see https://www.rfc-editor.org/rfc/rfc9470#section-3
 */
export function requiredAuthentication(requirement: AuthenticationRequirement): Guard {
  const { acrValues, maxAge } = checked(requirement);
  return (auth, { now = systemClock } = {}) => {
    const claims = guardedClaims(auth);
    const acr = claimOf(claims, 'acr');
    const refuse = (reason: AuthErrorReason, expected: unknown, received: unknown): never => {
      const details = { expected, received };
      throw new InsufficientUserAuthenticationError(reason, { acrValues, maxAge }, { details });
    };
    if (acrValues !== undefined && !acrValues.some((value) => value === acr)) {
      refuse('authentication_level', acrValues, typeof acr === 'string' ? acr : typeof acr);
    }
    const signedInAt = claimOf(claims, 'auth_time');
    if (maxAge === undefined || isWithin(maxAge, signedInAt, now())) return;
    const received = typeof signedInAt === 'number' ? signedInAt : typeof signedInAt;
    refuse('authentication_age', maxAge, received);
  };
}

// How far the clock of the authorization server may be ahead. Without a bound, a time in milliseconds
// would be recent for ever.
const AHEAD = 60;

// Written so that a broken clock (NaN) refuses.
function isWithin(maxAge: number, signedInAt: unknown, now: number): boolean {
  if (typeof signedInAt !== 'number') return false;
  return Math.floor(now) - signedInAt <= maxAge && signedInAt - now <= AHEAD;
}

function checked(requirement: unknown): AuthenticationRequirement {
  const given = Object(requirement) as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((name) => name !== 'acrValues' && name !== 'maxAge');
  const { acrValues, maxAge } = given;
  if (unknown !== undefined || (acrValues === undefined && maxAge === undefined)) {
    throw misuse('requiredAuthentication', 'acrValues, maxAge or both, and nothing else');
  }
  if (maxAge !== undefined && !(Number.isSafeInteger(maxAge) && (maxAge as number) >= 0)) {
    throw misuse(
      'requiredAuthentication',
      'a maxAge that is a whole number of seconds, at least 0',
    );
  }
  if (acrValues === undefined) return { maxAge: maxAge as number };
  // A value with a space in it could not be told from two in a challenge.
  if (!Array.isArray(acrValues) || acrValues.length === 0 || !acrValues.every(isScopeToken)) {
    throw misuse(
      'requiredAuthentication',
      'acrValues that is a list of classes without spaces and quotes',
    );
  }
  return { acrValues: [...acrValues], maxAge: maxAge as number | undefined };
}
