import { ConfigurationError, InsufficientScopeError } from '../refusal/errors.ts';
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
  return scopeGuard('requiredScopes', scopes, (granted, needed) =>
    needed.every((scope) => granted.includes(scope)),
  );
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
  return scopeGuard('scopeIncludesAny', scopes, (granted, needed) =>
    needed.some((scope) => granted.includes(scope)),
  );
}

function scopeGuard(
  name: string,
  scopes: readonly (string | readonly string[])[],
  isEnough: (granted: readonly string[], needed: readonly string[]) => boolean,
): Guard {
  const needed = scopeTokens(name, scopes);
  return (auth) => {
    if (!Array.isArray(auth?.scopes)) throw guardWithoutAuthentication();
    if (isEnough(auth.scopes, needed)) return;
    throw new InsufficientScopeError(needed, {
      details: { expected: needed, received: [...auth.scopes] },
    });
  };
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
