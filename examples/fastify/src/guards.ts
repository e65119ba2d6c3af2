import type { Guards } from '@holdfast/auth-core';
import { adaptGuards, guardWithoutAuthentication } from '@holdfast/auth-core';
import type { onRequestAsyncHookHandler } from 'fastify';
import { contextOf } from './context.ts';

type Hooks = Guards<onRequestAsyncHookHandler>;

const guards: Hooks = adaptGuards((guard) => async (request, reply) => {
  const context = contextOf(request);
  if (context === undefined) throw guardWithoutAuthentication();
  const refused = context.api.enforce(guard, context.auth, context.request);
  if (refused) return context.refuse(refused, request, reply);
});

/** Makes a hook, to stand behind `auth()`, that wants all of the scopes (RFC 6750 section 3.1). */
export const requiredScopes: Hooks['requiredScopes'] = guards.requiredScopes;
/** Makes a hook that wants at least one of the scopes (RFC 6750 section 3.1). */
export const scopeIncludesAny: Hooks['scopeIncludesAny'] = guards.scopeIncludesAny;
/** Makes a hook that wants all of Auth0's permissions. */
export const requiredPermissions: Hooks['requiredPermissions'] = guards.requiredPermissions;
/** Makes a hook that wants a claim to be exactly one value. */
export const claimEquals: Hooks['claimEquals'] = guards.claimEquals;
/** Makes a hook that wants a claim to hold all of the values. */
export const claimIncludes: Hooks['claimIncludes'] = guards.claimIncludes;
/** Makes a hook that asks a function, of which only `true` passes. */
export const claimCheck: Hooks['claimCheck'] = guards.claimCheck;
/** Makes a hook that wants a strong or recent sign-in of the user (RFC 9470 section 3). */
export const requiredAuthentication: Hooks['requiredAuthentication'] =
  guards.requiredAuthentication;
