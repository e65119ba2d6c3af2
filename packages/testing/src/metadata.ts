import type { TestAlgorithm } from './algorithms.ts';
import { TEST_ALGORITHMS } from './algorithms.ts';

/**
 * The metadata document of a test issuer (RFC 8414 section 2, RFC 9449 section 5.1, OpenID Connect
 * Discovery section 3).
 */
export interface TestIssuerMetadata {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly token_endpoint: string;
  readonly [member: string]: unknown;
}

/** Composes the metadata document of an issuer. */
export function composeMetadata(issuer: string, algorithm: TestAlgorithm): TestIssuerMetadata {
  const base = issuer.replace(/\/$/, '');
  return {
    issuer,
    jwks_uri: `${base}/.well-known/jwks.json`,
    token_endpoint: `${base}/oauth/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
    dpop_signing_alg_values_supported: [...TEST_ALGORITHMS],
  };
}

/**
 * Names the two paths at which an issuer's metadata is: OpenID Connect Discovery section 4 appends
 * the well-known part to the issuer's path, RFC 8414 section 3.1 inserts it before.
 */
export function metadataPaths(issuer: string): readonly [string, string] {
  const path = new URL(issuer).pathname.replace(/\/$/, '');
  return [
    `${path}/.well-known/openid-configuration`,
    `/.well-known/oauth-authorization-server${path}`,
  ];
}
