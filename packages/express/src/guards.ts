import type { Guard } from '@holdfast/auth-core';
import {
  requiredScopes as coreRequiredScopes,
  scopeIncludesAny as coreScopeIncludesAny,
  guardWithoutAuthentication,
} from '@holdfast/auth-core';
import type { RequestHandler } from 'express';
import { contextOf } from './context.ts';

/**
 * Makes a middleware, to stand behind `auth()`, that wants all of the scopes.
 *
 * @param scopes scopes, as space-separated strings or lists
 * @returns a middleware that answers 403 `insufficient_scope`, naming all of them, when one is missing
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function requiredScopes(...scopes: (string | readonly string[])[]): RequestHandler {
  return guarded(coreRequiredScopes(...scopes));
}

/**
 * Makes a middleware, to stand behind `auth()`, that wants at least one of the scopes.
 *
 * @param scopes scopes, as space-separated strings or lists
 * @returns a middleware that answers 403 `insufficient_scope`, naming all of them, when none is there
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export function scopeIncludesAny(...scopes: (string | readonly string[])[]): RequestHandler {
  return guarded(coreScopeIncludesAny(...scopes));
}

function guarded(guard: Guard): RequestHandler {
  return (req, res, next) => {
    const context = contextOf(req);
    if (context === undefined) throw guardWithoutAuthentication();
    const refused = context.api.enforce(guard, context.auth, context.request);
    if (refused) context.refuse(refused, req, res, next);
    else next();
  };
}
