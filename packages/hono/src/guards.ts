import type { Guards } from '@holdfast/auth-core';
import { adaptGuards, guardWithoutAuthentication } from '@holdfast/auth-core';
import type { MiddlewareHandler } from 'hono';
import { contextOf } from './context.ts';

type Middlewares = Guards<MiddlewareHandler>;

const guards: Middlewares = adaptGuards((guard) => (c, next) => {
  const context = contextOf(c);
  if (context === undefined) throw guardWithoutAuthentication();
  const refused = context.api.enforce(guard, context.auth, context.request);
  return refused ? context.refuse(refused, c) : next();
});

/**
 * Makes a middleware, to stand behind `auth()`, that wants all of the scopes; else 403 `insufficient_scope`, which names them.
 * Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export const requiredScopes: Middlewares['requiredScopes'] = guards.requiredScopes;
/**
 * Makes a middleware, to stand behind `auth()`, that wants at least one of the scopes; else 403 `insufficient_scope`, which
 * names them all. Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when there is no scope, or one that RFC 6749 section 3.3 does not allow
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export const scopeIncludesAny: Middlewares['scopeIncludesAny'] = guards.scopeIncludesAny;
/**
 * Makes a middleware, to stand behind `auth()`, that wants all of Auth0's permissions, scopes do not count; else 403
 * `insufficient_scope`, which names them. Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when there is no permission, or one that could not be written as a scope
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export const requiredPermissions: Middlewares['requiredPermissions'] = guards.requiredPermissions;
/**
 * Makes a middleware, to stand behind `auth()`, that wants a claim to be exactly one value; else, and where it is missing, 403
 * `access_denied`. Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when the name is empty, or the value is none that a claim can be compared with
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export const claimEquals: Middlewares['claimEquals'] = guards.claimEquals;
/**
 * Makes a middleware, to stand behind `auth()`, that wants a claim, a list or a space-separated string, to hold all of the
 * values; else 403 `access_denied`. Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when the name is empty, or there is no value, or one that no claim can hold
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export const claimIncludes: Middlewares['claimIncludes'] = guards.claimIncludes;
/**
 * Makes a middleware, to stand behind `auth()`, that asks a function, of which only `true` passes; else, and where it throws,
 * 403 `access_denied`. Without `auth()` before it, or with an asynchronous function, the request ends in 500.
 *
 * @throws {ConfigurationError} when there is no function, or the description is no string
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4
 */
export const claimCheck: Middlewares['claimCheck'] = guards.claimCheck;
/**
 * Makes a middleware, to stand behind `auth()`, that wants a strong (`acrValues`) or recent (`maxAge`, in seconds) sign-in of
 * the user; else 401 `insufficient_user_authentication`. Without `auth()` before it the request ends in 500.
 *
 * @throws {ConfigurationError} when neither is given, or one is wrong
 * @see https://www.rfc-editor.org/rfc/rfc9470#section-3
 */
export const requiredAuthentication: Middlewares['requiredAuthentication'] =
  guards.requiredAuthentication;
