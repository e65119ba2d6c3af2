import type { Guards } from '@holdfast/auth-core';
import { adaptGuards, guardWithoutAuthentication } from '@holdfast/auth-core';
import type { MiddlewareHandler } from 'hono';
import { contextOf } from './context.ts';

type Middlewares = Guards<MiddlewareHandler>;

const guards: Middlewares = adaptGuards((guard) => async (c, next) => {
  const context = contextOf(c);
  if (context === undefined) throw guardWithoutAuthentication();
  const refused = context.api.enforce(guard, context.auth, context.request);
  return refused ? context.refuse(refused, c) : next();
});

/** Makes a middleware, to stand behind `auth()`, that wants all of the scopes (RFC 6750 section 3.1). */
export const requiredScopes: Middlewares['requiredScopes'] = guards.requiredScopes;
/** Makes a middleware that wants at least one of the scopes (RFC 6750 section 3.1). */
export const scopeIncludesAny: Middlewares['scopeIncludesAny'] = guards.scopeIncludesAny;
/** Makes a middleware that wants all of Auth0's permissions. */
export const requiredPermissions: Middlewares['requiredPermissions'] = guards.requiredPermissions;
/** Makes a middleware that wants a claim to be exactly one value. */
export const claimEquals: Middlewares['claimEquals'] = guards.claimEquals;
/** Makes a middleware that wants a claim to hold all of the values. */
export const claimIncludes: Middlewares['claimIncludes'] = guards.claimIncludes;
/** Makes a middleware that asks a function, of which only `true` passes. */
export const claimCheck: Middlewares['claimCheck'] = guards.claimCheck;
/** Makes a middleware that wants a strong or recent sign-in of the user (RFC 9470 section 3). */
export const requiredAuthentication: Middlewares['requiredAuthentication'] =
  guards.requiredAuthentication;
