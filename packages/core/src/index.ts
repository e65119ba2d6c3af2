export type { AdapterSetup } from './adapter/adapter-setup.ts';
export { adapterSetup } from './adapter/adapter-setup.ts';
export type { AdapterContext } from './adapter/caller-of.ts';
export { callerOf } from './adapter/caller-of.ts';
export { distinctHeaders } from './adapter/distinct-headers.ts';
export { hostWithPort } from './adapter/host-with-port.ts';
export { nodeRequest } from './adapter/node-request.ts';
export { rejectingNext } from './adapter/rejecting-next.ts';
export type {
  Admitted,
  Authenticated,
  Refused,
  VerifiedAccessToken,
} from './api-client.ts';
export { ApiClient } from './api-client.ts';
export type { ProofInput } from './authenticator.ts';
export type { MemoryReplayStoreOptions } from './dpop/memory-replay-store.ts';
export { MemoryReplayStore } from './dpop/memory-replay-store.ts';
export type { ConnectionRequest } from './exchange/connection-request.ts';
export type { ExchangeErrorJson, TokenEndpointErrorCause } from './exchange/exchange-errors.ts';
export {
  ApiError,
  ExchangeError,
  GetAccessTokenForConnectionError,
  GetTokenByExchangeProfileError,
  MissingRequiredArgumentError,
} from './exchange/exchange-errors.ts';
export type {
  ExchangeProfileOptions,
  ExtraValue,
  OnBehalfOfOptions,
} from './exchange/profile-request.ts';
export type {
  ConnectionToken,
  ExchangeProfileTokens,
  OnBehalfOfToken,
} from './exchange/token-exchange.ts';
export { expirySignal } from './expiry-signal.ts';
export { getCurrentActor, getDelegationChain } from './guard/actor.ts';
export type { Guards } from './guard/adapt-guards.ts';
export { adaptGuards } from './guard/adapt-guards.ts';
export { requiredAuthentication } from './guard/authentication.ts';
export type { ClaimValue } from './guard/claims.ts';
export { claimCheck, claimEquals, claimIncludes } from './guard/claims.ts';
export type { Guard, GuardOptions } from './guard/guard.ts';
export { guardWithoutAuthentication } from './guard/guard.ts';
export { requiredPermissions, requiredScopes, scopeIncludesAny } from './guard/scopes.ts';
export type { MetadataResponse } from './metadata/metadata-answer.ts';
export { protectedResourceMetadata } from './metadata/protected-resource-metadata.ts';
export type { AdapterOptions, AdmissionOptions } from './options/adapter.ts';
export type {
  ApiClientOptions,
  CacheBounds,
  ClaimsSchema,
  ClaimsSchemaResult,
  ClientAuthentication,
  DpopNonceOptions,
  DpopOptions,
  IssuerConfig,
  IssuerContext,
  IssuerList,
  IssuerResolver,
  KeyCacheOptions,
  ReplayStore,
  ResourceMetadata,
} from './options/options.ts';
export type {
  AuthErrorCode,
  AuthErrorInit,
  AuthErrorJson,
  AuthenticationRequirement,
} from './refusal/errors.ts';
export {
  AccessDeniedError,
  AuthError,
  AuthorizationServerError,
  ConfigurationError,
  InsufficientScopeError,
  InsufficientUserAuthenticationError,
  InvalidAuthSchemeError,
  InvalidDpopProofError,
  InvalidRequestError,
  isAuthError,
  MissingAuthorizationError,
  UseDpopNonceError,
  VerifyAccessTokenError,
} from './refusal/errors.ts';
export type { AuthErrorReason } from './refusal/reasons.ts';
export type { RefusalResponse } from './refusal/response.ts';
export { mergeHeader } from './refusal/response.ts';
export { thrownError } from './refusal/thrown-error.ts';
export type { AccessTokenClaims, AccessTokenHeader, AuthInfo } from './request/auth-info.ts';
export type { DpopProofInfo } from './request/dpop-proof-info.ts';
export type { SignatureAlgorithm } from './request/jws/signature-algorithms.ts';
export { requestUrl } from './request/public-url.ts';
export type { RequestFields, RequestHeaders, ResourceRequest } from './request/resource-request.ts';
