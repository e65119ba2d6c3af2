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
export { expirySignal } from './expiry-signal.ts';
export type { Guard, GuardOptions } from './guard/guard.ts';
export { guardWithoutAuthentication } from './guard/guard.ts';
export { requiredScopes, scopeIncludesAny } from './guard/scopes.ts';
export type { AdapterOptions, AdmissionOptions } from './options/adapter.ts';
export { checkAdapterOptions } from './options/adapter.ts';
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
export type { AuthErrorCode, AuthErrorInit, AuthErrorJson } from './refusal/errors.ts';
export {
  AuthError,
  AuthorizationServerError,
  ConfigurationError,
  InsufficientScopeError,
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
export type { AccessTokenClaims, AccessTokenHeader, AuthInfo } from './request/auth-info.ts';
export type { DpopProofInfo } from './request/dpop-proof-info.ts';
export { requestUrl } from './request/public-url.ts';
export type { RequestHeaders, ResourceRequest } from './request/resource-request.ts';
export type { SignatureAlgorithm } from './request/signature-algorithms.ts';
