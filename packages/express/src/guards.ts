import type { Guards } from '@holdfast/auth-core';
import { adaptGuards, guardWithoutAuthentication } from '@holdfast/auth-core';
import type { RequestHandler } from 'express';
import { contextOf } from './context.ts';

const guards: Guards<RequestHandler> = adaptGuards((guard) => (req, res, next) => {
  const context = contextOf(req);
  if (context === undefined) throw guardWithoutAuthentication();
  const refused = context.api.enforce(guard, context.auth, context.request);
  if (refused) context.refuse(refused, req, res, next);
  else next();
});

/** Makes a middleware, to stand behind `auth()`, that wants all of the scopes (RFC 6750 section 3.1). */
export const requiredScopes: Guards<RequestHandler>['requiredScopes'] = guards.requiredScopes;
/** Makes a middleware that wants at least one of the scopes (RFC 6750 section 3.1). */
export const scopeIncludesAny: Guards<RequestHandler>['scopeIncludesAny'] = guards.scopeIncludesAny;
/** Makes a middleware that wants all of Auth0's permissions. */
export const requiredPermissions: Guards<RequestHandler>['requiredPermissions'] =
  guards.requiredPermissions;
/** Makes a middleware that wants a claim to be exactly one value. */
export const claimEquals: Guards<RequestHandler>['claimEquals'] = guards.claimEquals;
/** Makes a middleware that wants a claim to hold all of the values. */
export const claimIncludes: Guards<RequestHandler>['claimIncludes'] = guards.claimIncludes;
/** Makes a middleware that asks a function, of which only `true` passes. */
export const claimCheck: Guards<RequestHandler>['claimCheck'] = guards.claimCheck;
/** Makes a middleware that wants a strong or recent sign-in of the user (RFC 9470 section 3). */
export const requiredAuthentication: Guards<RequestHandler>['requiredAuthentication'] =
  guards.requiredAuthentication;
