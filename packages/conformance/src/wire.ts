// What goes over the wire, in literal text. The core's own table is not imported: a sentence or a
// status that changes there must make a case fail here.
import type { AuthErrorReason } from '@holdfast/auth-core';

/** How one reason looks from outside. */
export interface WireAnswer {
  /** The HTTP status. */
  readonly status: 400 | 401 | 403 | 503;
  /** `error` in the JSON body. */
  readonly code: string;
  /** `error_description` in the JSON body, and in the challenge where it names an error. */
  readonly description: string;
}

const unauthorized = (description: string): WireAnswer => ({
  status: 401,
  code: 'unauthorized',
  description,
});
const invalidRequest = (description: string): WireAnswer => ({
  status: 400,
  code: 'invalid_request',
  description,
});
const invalidToken = (description: string): WireAnswer => ({
  status: 401,
  code: 'invalid_token',
  description,
});
const invalidProof = (description: string): WireAnswer => ({
  status: 401,
  code: 'invalid_dpop_proof',
  description,
});
const useNonce = (description: string): WireAnswer => ({
  status: 401,
  code: 'use_dpop_nonce',
  description,
});
const stepUp = (description: string): WireAnswer => ({
  status: 401,
  code: 'insufficient_user_authentication',
  description,
});
const unavailable = (description: string): WireAnswer => ({
  status: 503,
  code: 'temporarily_unavailable',
  description,
});

/** The answer to each reason (RFC 6750 section 3.1, RFC 9449 sections 7.1 and 9, RFC 9110 section 15.6.4). Total over the closed union. */
export const WIRE: Readonly<Record<AuthErrorReason, WireAnswer>> = {
  missing_authorization: unauthorized('This request needs an access token.'),
  unsupported_scheme: unauthorized('This authentication scheme is not accepted here.'),
  malformed_authorization: invalidRequest(
    'The Authorization field must be a scheme followed by one token.',
  ),
  repeated_authorization: invalidRequest(
    'There must be one Authorization field with one credential.',
  ),
  token_too_large: invalidRequest('The access token is too large.'),
  malformed_token: invalidToken('The access token is not a well-formed signed JWT.'),
  opaque_token: invalidToken('The access token is not a JWT.'),
  encrypted_token: invalidToken('Encrypted access tokens are not accepted.'),
  malformed_claims: invalidToken('The claims of the access token are malformed.'),
  algorithm_not_allowed: invalidToken(
    'The access token is signed with an algorithm that is not allowed.',
  ),
  critical_header: invalidToken('The access token has critical header parameters.'),
  type_not_allowed: invalidToken('The type of the token is not that of an access token.'),
  issuer_not_allowed: invalidToken('The issuer of the access token is not accepted here.'),
  unknown_key: invalidToken(
    'The access token is signed with a key that its issuer does not publish.',
  ),
  ambiguous_key: invalidToken('The access token does not say which key signed it.'),
  unsuitable_key: invalidToken('The key of the access token does not fit its algorithm.'),
  weak_key: invalidToken('The key of the access token is too short.'),
  bad_signature: invalidToken('The signature of the access token is not valid.'),
  audience_mismatch: invalidToken('The access token was issued for another audience.'),
  expired: invalidToken('The access token has expired.'),
  not_yet_valid: invalidToken('The access token is not valid yet.'),
  missing_claim: invalidToken('The access token lacks a required claim.'),
  invalid_claim: invalidToken('A claim of the access token has the wrong type.'),
  claims_rejected: invalidToken('The claims of the access token do not satisfy this API.'),
  unsupported_confirmation: invalidToken(
    'The access token is bound by a method that is not supported.',
  ),
  bound_token: invalidToken('The access token is bound to a key and needs proof of possession.'),
  unexpected_proof: invalidRequest(
    'A DPoP proof came with an access token that is not bound to a key.',
  ),
  missing_proof: invalidRequest('The DPoP scheme needs a DPoP field.'),
  unbound_token: invalidToken(
    'The access token is not bound to a key and cannot be sent with the DPoP scheme.',
  ),
  thumbprint_mismatch: invalidToken(
    'The access token is bound to another key than that of the DPoP proof.',
  ),
  repeated_proof: invalidProof('There must be one DPoP field with one proof.'),
  proof_too_large: invalidProof('The DPoP proof is too large.'),
  malformed_proof: invalidProof('The DPoP proof is not a well-formed signed JWT.'),
  proof_missing_claim: invalidProof('The DPoP proof lacks a required claim.'),
  proof_invalid_claim: invalidProof('A claim of the DPoP proof has the wrong type.'),
  proof_critical_header: invalidProof('The DPoP proof has critical header parameters.'),
  proof_type_mismatch: invalidProof('The type of the DPoP proof must be dpop+jwt.'),
  proof_algorithm_not_allowed: invalidProof(
    'The DPoP proof is signed with an algorithm that is not allowed.',
  ),
  proof_missing_key: invalidProof('The DPoP proof does not carry its public key.'),
  proof_private_key: invalidProof('The DPoP proof carries a private or a symmetric key.'),
  proof_unsuitable_key: invalidProof('The key of the DPoP proof does not fit its algorithm.'),
  proof_bad_signature: invalidProof('The signature of the DPoP proof is not valid.'),
  htm_mismatch: invalidProof('The DPoP proof was made for another method.'),
  htu_mismatch: invalidProof('The DPoP proof was made for another URL.'),
  proof_expired: invalidProof('The DPoP proof is too old.'),
  proof_not_yet_valid: invalidProof('The DPoP proof was made in the future.'),
  ath_mismatch: invalidProof('The DPoP proof was made for another access token.'),
  replayed: invalidProof('The DPoP proof has been used before.'),
  missing_nonce: useNonce('The DPoP proof needs the nonce of this server.'),
  unknown_nonce: useNonce('The nonce of the DPoP proof is not one of this server, or too old.'),
  insufficient_scope: {
    status: 403,
    code: 'insufficient_scope',
    description: 'The access token does not carry the scope that this request needs.',
  },
  insufficient_permissions: {
    status: 403,
    code: 'insufficient_scope',
    description: 'The access token does not carry the permissions that this request needs.',
  },
  claim_mismatch: {
    status: 403,
    code: 'access_denied',
    description: 'The claims of the access token do not give access to this.',
  },
  malformed_actor: invalidToken('The act claim of the access token is malformed.'),
  authentication_level: stepUp('This request needs a stronger authentication of the user.'),
  authentication_age: stepUp('This request needs a more recent authentication of the user.'),
  metadata_unavailable: unavailable('The authorization server cannot be reached.'),
  metadata_invalid: unavailable('The metadata of the authorization server is not usable.'),
  metadata_issuer_mismatch: unavailable(
    'The metadata of the authorization server names another issuer.',
  ),
  keys_unavailable: unavailable('The keys of the authorization server cannot be reached.'),
  keys_invalid: unavailable('The keys of the authorization server are not usable.'),
  replay_store_failed: unavailable('The store of used DPoP proofs cannot be reached.'),
  issuer_resolver_failed: unavailable('The accepted issuers cannot be determined.'),
};
