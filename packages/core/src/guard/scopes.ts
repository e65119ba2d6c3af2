import { InsufficientScopeError } from '../refusal/errors.ts';
import { isScopeToken } from '../request/scope-token.ts';
import type { Guard } from './guard.ts';
import { guardWithoutAuthentication, misuse } from './guard.ts';

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
  return listGuard('requiredScopes', scopes, { wants: 'every', of: 'scopes' });
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
  return listGuard('scopeIncludesAny', scopes, { wants: 'some', of: 'scopes' });
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
  return listGuard('requiredPermissions', permissions, { wants: 'every', of: 'permissions' });
}

const REASONS = { scopes: 'insufficient_scope', permissions: 'insufficient_permissions' } as const;

function listGuard(
  name: string,
  scopes: readonly (string | readonly string[])[],
  { wants, of }: { readonly wants: 'every' | 'some'; readonly of: 'scopes' | 'permissions' },
): Guard {
  const expected = scopeTokens(name, scopes);
  return (auth) => {
    const granted: unknown = auth?.[of];
    if (!Array.isArray(granted)) throw guardWithoutAuthentication();
    if (expected[wants]((scope) => granted.includes(scope))) return;
    const details = { expected, received: [...granted] };
    throw new InsufficientScopeError(expected, { reason: REASONS[of], details });
  };
}

function scopeTokens(name: string, scopes: readonly (string | readonly string[])[]): string[] {
  const items: unknown[] = scopes.flat();
  const tokens = items.flatMap((item) => (typeof item === 'string' ? item.split(' ') : [item]));
  const found = tokens.filter((token) => token !== '');
  if (found.length === 0 || !found.every(isScopeToken)) {
    throw misuse(name, 'scopes as RFC 6749 section 3.3 writes them');
  }
  return [...new Set(found)];
}
