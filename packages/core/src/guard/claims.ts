import { AccessDeniedError, isAuthError } from '../refusal/errors.ts';
import type { AccessTokenClaims } from '../request/auth-info.ts';
import type { Guard } from './guard.ts';
import { claimOf, guardedClaims, misuse, refusePromise } from './guard.ts';

/** What a claim can be compared with. */
export type ClaimValue = string | number | boolean | null;

/**
 * Makes a guard that wants a claim to be one value. With a `claims` schema, the schema's output is
 * looked at.
 *
 * @param name the name of the claim
 * @param value what it must be, compared without conversion: `"1"` is not `1`
 * @returns a guard that throws `AccessDeniedError` (403) when the claim is another, or missing, and
 * `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when the name is empty, or the value is none that a claim can be compared with
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function claimEquals(name: string, value: ClaimValue): Guard {
  checkName('claimEquals', name);
  checkValues('claimEquals', [value]);
  return (auth) => {
    if (claimOf(guardedClaims(auth), name) !== value) throw denied({ claim: name });
  };
}

/**
 * Makes a guard that wants a claim to hold all of the values: as members of a list, or as words of
 * a space-separated string. With a `claims` schema, the schema's output is looked at.
 *
 * @param name the name of the claim
 * @param values what it must hold, compared without conversion
 * @returns a guard that throws `AccessDeniedError` (403) when a value, or the claim, is missing, and
 * `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when the name is empty, or there is no value, or one that no claim can hold
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function claimIncludes(name: string, ...values: readonly ClaimValue[]): Guard {
  checkName('claimIncludes', name);
  checkValues('claimIncludes', values);
  // Two spaces in a row would hold it.
  if (values.includes('')) throw misuse('claimIncludes', 'values that are not empty');
  const needed = [...values];
  return (auth) => {
    const claim = claimOf(guardedClaims(auth), name);
    const held: unknown = typeof claim === 'string' ? claim.split(' ') : claim;
    if (Array.isArray(held) && needed.every((value) => held.includes(value))) return;
    throw denied({ claim: name });
  };
}

/**
 * Makes a guard that asks a function. Only `true` lets the request go on. What the function throws
 * counts as no, because a missing claim is no reason for a crash; an `AuthError` that it throws becomes
 * the answer as it stands.
 *
 * @typeParam TClaims what the function takes: the client's claims, the schema's output where it has one
 * @param check looks at the claims; not asynchronous
 * @param description what it demands, for `details` in logs; never sent
 * @returns a guard that throws `AccessDeniedError` (403), with what was thrown as `cause`, when the
 * function says no, and `ConfigurationError` when there was no authentication before it or the function
 * gives a promise
 * @throws {ConfigurationError} when there is no function, or the description is no string
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export function claimCheck<TClaims = AccessTokenClaims>(
  check: (claims: TClaims) => boolean,
  description?: string | undefined,
): Guard {
  if (typeof check !== 'function') throw misuse('claimCheck', 'a function');
  if (description !== undefined && typeof description !== 'string') {
    throw misuse('claimCheck', 'a description that is a string');
  }
  const details = description === undefined ? {} : { check: description };
  return (auth) => {
    const answer = ask(check, guardedClaims(auth) as TClaims, details);
    refusePromise(answer, 'The function of claimCheck()');
    if (answer !== true) throw denied(details);
  };
}

function ask<TClaims>(
  check: (claims: TClaims) => boolean,
  claims: TClaims,
  details: Readonly<Record<string, unknown>>,
): unknown {
  try {
    return check(claims);
  } catch (cause) {
    throw isAuthError(cause) ? cause : denied(details, cause);
  }
}

// What the claim was is left out of the details: claims tell of people.
function denied(details: Readonly<Record<string, unknown>>, cause?: unknown): AccessDeniedError {
  return new AccessDeniedError('claim_mismatch', { details, cause });
}

function checkName(guard: string, name: unknown): void {
  if (typeof name !== 'string' || name === '') throw misuse(guard, 'the name of a claim');
}

function checkValues(guard: string, values: readonly unknown[]): void {
  const areValues = values.every(
    (value) => value === null || ['string', 'boolean'].includes(typeof value) || isNumber(value),
  );
  if (values.length === 0 || !areValues) {
    throw misuse(guard, 'strings, finite numbers, booleans or null to compare with');
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
