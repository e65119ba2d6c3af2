import type { AuthErrorInit } from '../refusal/errors.ts';
import { ConfigurationError, InsufficientScopeError } from '../refusal/errors.ts';
import type { AuthInfo } from '../request/auth-info.ts';
import { isScopeToken } from '../request/scope-token.ts';
import type { Guard } from './guard.ts';
import { guardWithoutAuthentication } from './guard.ts';

/**
 * Makes a guard that wants all of the scopes.
 *
 * @param scopes scopes, as space-separated strings or lists
 * @returns a guard that throws `InsufficientScopeError` (403, naming all of them) when one is missing
 * and `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function requiredScopes(...scopes: readonly (string | readonly string[])[]): Guard {
  const needed = scopeTokens('requiredScopes', scopes);
  return (auth) => {
    const granted = grantedTo(auth, 'scopes');
    if (needed.every((scope) => granted.includes(scope))) return;
    throw new InsufficientScopeError(needed, shortOf(needed, granted));
  };
}

/**
 * Makes a guard that wants at least one of the scopes.
 *
 * @param scopes scopes, as space-separated strings or lists
 * @returns a guard that throws `InsufficientScopeError` (403, naming all of them) when none is there
 * and `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function scopeIncludesAny(...scopes: readonly (string | readonly string[])[]): Guard {
  const needed = scopeTokens('scopeIncludesAny', scopes);
  return (auth) => {
    const granted = grantedTo(auth, 'scopes');
    if (needed.some((scope) => granted.includes(scope))) return;
    throw new InsufficientScopeError(needed, shortOf(needed, granted));
  };
}

/**
 * Makes a guard that wants all of the permissions: Auth0's `permissions` claim, which role-based
 * access control fills in. Scopes do not count.
 *
 * @param permissions permissions, as space-separated strings or lists
 * @returns a guard that throws `InsufficientScopeError` (403, `scope` naming all of them) when one is
 * missing and `ConfigurationError` when there was no authentication before it
 * @throws {ConfigurationError} when there is no permission, or one that could not be written as a scope
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function requiredPermissions(
  ...permissions: readonly (string | readonly string[])[]
): Guard {
  const needed = scopeTokens('requiredPermissions', permissions);
  return (auth) => {
    const granted = grantedTo(auth, 'permissions');
    if (needed.every((permission) => granted.includes(permission))) return;
    const shortfall = shortOf(needed, granted);
    throw new InsufficientScopeError(needed, { ...shortfall, reason: 'insufficient_permissions' });
  };
}

function grantedTo(auth: AuthInfo<unknown>, list: 'scopes' | 'permissions'): readonly string[] {
  const granted: unknown = auth?.[list];
  if (!Array.isArray(granted)) throw guardWithoutAuthentication();
  return granted;
}

function shortOf(needed: readonly string[], granted: readonly string[]): AuthErrorInit {
  return { details: { expected: needed, received: [...granted] } };
}

function scopeTokens(name: string, scopes: readonly (string | readonly string[])[]): string[] {
  const items: unknown[] = scopes.flat();
  const tokens = items.flatMap((item) => (typeof item === 'string' ? item.split(' ') : [item]));
  const found = tokens.filter((token) => token !== '');
  if (found.length === 0 || !found.every(isScopeToken)) {
    throw new ConfigurationError(`${name}() needs scopes as RFC 6749 section 3.3 writes them.`);
  }
  return [...new Set(found)];
}
