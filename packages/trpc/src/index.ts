export type { ApiClientOptions, AuthError, AuthInfo } from '@holdfast/auth-core';
export {
  ApiClient,
  expirySignal,
  getCurrentActor,
  getDelegationChain,
  isAuthError,
  protectedResourceMetadata,
} from '@holdfast/auth-core';
export type { CreateContextOptions } from './channel.ts';
export type { AuthContext, CallState } from './context.ts';
export { getAuth } from './context.ts';
export type { AuthMiddleware, GuardMiddleware, TrpcAuth, TrpcAuthOptions } from './trpc-auth.ts';
export { trpcAuth } from './trpc-auth.ts';
