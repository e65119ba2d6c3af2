import type { AuthenticationRequirement } from '../refusal/errors.ts';
import type { AccessTokenClaims } from '../request/auth-info.ts';
import { requiredAuthentication } from './authentication.ts';
import type { ClaimValue } from './claims.ts';
import { claimCheck, claimEquals, claimIncludes } from './claims.ts';
import type { Guard } from './guard.ts';
import { requiredPermissions, requiredScopes, scopeIncludesAny } from './scopes.ts';

/**
 * The guards as a framework's own means: each makes something to stand behind `auth()`. Details,
 * and what each throws when it is made, are with the functions of the same names in the core.
 */
export interface Guards<TGuard> {
  /** Wants all of the scopes, space-separated strings or lists; else 403 `insufficient_scope` (RFC 6750 section 3.1). */
  readonly requiredScopes: (...scopes: readonly (string | readonly string[])[]) => TGuard;
  /** Wants at least one of the scopes; else 403 `insufficient_scope` (RFC 6750 section 3.1). */
  readonly scopeIncludesAny: (...scopes: readonly (string | readonly string[])[]) => TGuard;
  /** Wants all of Auth0's permissions; else 403 `insufficient_scope` (RFC 6750 section 3.1). */
  readonly requiredPermissions: (...permissions: readonly (string | readonly string[])[]) => TGuard;
  /** Wants a claim to be exactly this value; else, and where it is missing, 403 `access_denied`. */
  readonly claimEquals: (name: string, value: ClaimValue) => TGuard;
  /** Wants a claim, a list or a space-separated string, to hold all of the values; else 403 `access_denied`. */
  readonly claimIncludes: (name: string, ...values: readonly ClaimValue[]) => TGuard;
  /** Asks a function, of which only `true` passes; else 403 `access_denied`. `description` is for logs. */
  readonly claimCheck: <TClaims = AccessTokenClaims>(
    check: (claims: TClaims) => boolean,
    description?: string | undefined,
  ) => TGuard;
  /** Wants a strong (`acrValues`) or recent (`maxAge`, in seconds) sign-in; else 401 `insufficient_user_authentication` (RFC 9470 section 3). */
  readonly requiredAuthentication: (requirement: AuthenticationRequirement) => TGuard;
}

/**
 * For adapters: makes the framework's guards out of those of the core.
 *
 * @param adapt turns one guard into what the framework runs
 * @returns the guards, by the names that they have in every adapter
 */
export function adaptGuards<TGuard>(adapt: (guard: Guard) => TGuard): Guards<TGuard> {
  const adapted = Object.entries<(...given: never[]) => Guard>({
    requiredScopes,
    scopeIncludesAny,
    requiredPermissions,
    claimEquals,
    claimIncludes,
    claimCheck,
    requiredAuthentication,
  }).map(([name, make]) => [name, (...given: never[]) => adapt(make(...given))]);
  return Object.fromEntries(adapted) as Guards<TGuard>;
}
