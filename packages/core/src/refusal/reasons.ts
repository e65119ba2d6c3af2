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

  malformed_actor: 'The act claim of the access token is malformed.',

  insufficient_scope: 'The access token does not carry the scope that this request needs.',
  insufficient_permissions:
    'The access token does not carry the permissions that this request needs.',
  claim_mismatch: 'The claims of the access token do not give access to this.',
  authentication_level: 'This request needs a stronger authentication of the user.',
  authentication_age: 'This request needs a more recent authentication of the user.',

  metadata_unavailable: 'The authorization server cannot be reached.',
  metadata_invalid: 'The metadata of the authorization server is not usable.',
  metadata_issuer_mismatch: 'The metadata of the authorization server names another issuer.',
  keys_unavailable: 'The keys of the authorization server cannot be reached.',
  keys_invalid: 'The keys of the authorization server are not usable.',
  unexpected_proof: 'A DPoP proof came with an access token that is not bound to a key.',
  missing_proof: 'The DPoP scheme needs a DPoP field.',
  unbound_token: 'The access token is not bound to a key and cannot be sent with the DPoP scheme.',
  thumbprint_mismatch: 'The access token is bound to another key than that of the DPoP proof.',

  repeated_proof: 'There must be one DPoP field with one proof.',
  proof_too_large: 'The DPoP proof is too large.',
  malformed_proof: 'The DPoP proof is not a well-formed signed JWT.',
  proof_missing_claim: 'The DPoP proof lacks a required claim.',
  proof_invalid_claim: 'A claim of the DPoP proof has the wrong type.',
  proof_critical_header: 'The DPoP proof has critical header parameters.',
  proof_type_mismatch: 'The type of the DPoP proof must be dpop+jwt.',
  proof_algorithm_not_allowed: 'The DPoP proof is signed with an algorithm that is not allowed.',
  proof_missing_key: 'The DPoP proof does not carry its public key.',
  proof_private_key: 'The DPoP proof carries a private or a symmetric key.',
  proof_unsuitable_key: 'The key of the DPoP proof does not fit its algorithm.',
  proof_bad_signature: 'The signature of the DPoP proof is not valid.',
  htm_mismatch: 'The DPoP proof was made for another method.',
  htu_mismatch: 'The DPoP proof was made for another URL.',
  proof_expired: 'The DPoP proof is too old.',
  proof_not_yet_valid: 'The DPoP proof was made in the future.',
  ath_mismatch: 'The DPoP proof was made for another access token.',
  replayed: 'The DPoP proof has been used before.',

  missing_nonce: 'The DPoP proof needs the nonce of this server.',
  unknown_nonce: 'The nonce of the DPoP proof is not one of this server, or too old.',

  replay_store_failed: 'The store of used DPoP proofs cannot be reached.',

  issuer_resolver_failed: 'The accepted issuers cannot be determined.',
} as const;

/** The closed union of reasons, carried by `AuthError.reason`. */
export type AuthErrorReason = keyof typeof REASONS;
