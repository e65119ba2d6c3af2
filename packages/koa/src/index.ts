export type { ApiClientOptions, AuthError, AuthInfo } from '@holdfast/auth-core';
export {
  ApiClient,
  expirySignal,
  getCurrentActor,
  getDelegationChain,
  isAuthError,
} from '@holdfast/auth-core';
export type { AuthOptions, AuthState } from './auth.ts';
export { auth } from './auth.ts';
export { getAuth } from './context.ts';
export {
  claimCheck,
  claimEquals,
  claimIncludes,
  requiredAuthentication,
  requiredPermissions,
  requiredScopes,
  scopeIncludesAny,
} from './guards.ts';
export { protectedResourceMetadata } from './protected-resource-metadata.ts';
export type { OnError } from './refuse.ts';
