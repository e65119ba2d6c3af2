/**
 * Why a request was refused, as a closed union of stable names, each with the one sentence that a
 * client may read. Nothing that a caller sent is ever put into these sentences, and the characters
 * fit `error_description` (RFC 6750 section 3: no `"`, no `\`, printable ASCII).
 */
export const REASONS = {
  missing_authorization: 'This request needs an access token.',
  unsupported_scheme: 'This authentication scheme is not accepted here.',
  malformed_authorization: 'The Authorization field must be a scheme followed by one token.',
  repeated_authorization: 'There must be one Authorization field with one credential.',
  token_too_large: 'The access token is too large.',

  malformed_token: 'The access token is not a well-formed signed JWT.',
  opaque_token: 'The access token is not a JWT.',
  encrypted_token: 'Encrypted access tokens are not accepted.',
  malformed_claims: 'The claims of the access token are malformed.',
  algorithm_not_allowed: 'The access token is signed with an algorithm that is not allowed.',
  critical_header: 'The access token has critical header parameters.',
  type_not_allowed: 'The type of the token is not that of an access token.',
  issuer_not_allowed: 'The issuer of the access token is not accepted here.',
  unknown_key: 'The access token is signed with a key that its issuer does not publish.',
  ambiguous_key: 'The access token does not say which key signed it.',
  unsuitable_key: 'The key of the access token does not fit its algorithm.',
  weak_key: 'The key of the access token is too short.',
  bad_signature: 'The signature of the access token is not valid.',
  audience_mismatch: 'The access token was issued for another audience.',
  expired: 'The access token has expired.',
  not_yet_valid: 'The access token is not valid yet.',
  missing_claim: 'The access token lacks a required claim.',
  invalid_claim: 'A claim of the access token has the wrong type.',
  claims_rejected: 'The claims of the access token do not satisfy this API.',
  unsupported_confirmation: 'The access token is bound by a method that is not supported.',
  bound_token: 'The access token is bound to a key and needs proof of possession.',

  insufficient_scope: 'The access token does not carry the scope that this request needs.',

  metadata_unavailable: 'The authorization server cannot be reached.',
  metadata_invalid: 'The metadata of the authorization server is not usable.',
  metadata_issuer_mismatch: 'The metadata of the authorization server names another issuer.',
  keys_unavailable: 'The keys of the authorization server cannot be reached.',
  keys_invalid: 'The keys of the authorization server are not usable.',
  issuer_resolver_failed: 'The accepted issuers cannot be determined.',
} as const;

/** The closed union of reasons, carried by `AuthError.reason`. */
export type AuthErrorReason = keyof typeof REASONS;
