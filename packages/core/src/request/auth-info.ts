import type { DpopProofInfo } from './dpop-proof-info.ts';

/** The JOSE header of an access token (RFC 7515 section 4). */
export interface AccessTokenHeader {
  readonly alg: string;
  readonly typ?: string;
  readonly kid?: string;
  readonly [parameter: string]: unknown;
}

/**
 * The claims of an access token after the checks of this package (RFC 7519, RFC 9068). What is
 * typed here has been checked; every other claim is `unknown` until the application, or a
 * `claims` schema, looks at it.
 */
export interface AccessTokenClaims {
  readonly iss: string;
  readonly aud: string | string[];
  /** Seconds since the epoch. */
  readonly exp: number;
  /** Seconds since the epoch. */
  readonly iat: number;
  /** Seconds since the epoch. */
  readonly nbf?: number;
  readonly sub?: string;
  readonly jti?: string;
  readonly client_id?: string;
  readonly azp?: string;
  /** Space-separated (RFC 8693 section 4.2). */
  readonly scope?: string;
  readonly scp?: string | string[];
  readonly permissions?: string[];
  readonly [claim: string]: unknown;
}

/**
 * Who calls, and with what: the result of a verification. Satisfies the `AuthInfo` of the MCP SDK.
 * It belongs to the caller: changing it changes nobody else's.
 */
export interface AuthInfo<TClaims = AccessTokenClaims> {
  /** The access token as it came. A secret: do not log it. */
  token: string;
  /** How it was presented. */
  scheme: 'bearer' | 'dpop';
  /** The claims; with a `claims` schema, the schema's output. */
  claims: TClaims;
  /** The JOSE header. */
  header: AccessTokenHeader;
  /** The issuer, exactly as configured. */
  issuer: string;
  /** `client_id`, else `azp`, else `""`. */
  clientId: string;
  /** `scope` split at spaces, or `scp` (a string or an array); empty if the token has neither. */
  scopes: string[];
  /** Auth0's `permissions`; empty if the token has none. */
  permissions: string[];
  /** When the token runs out: `exp`, in seconds since the epoch. */
  expiresAt: number;
  /** The DPoP proof that came with it, with the scheme `"dpop"` alone. */
  proof?: DpopProofInfo;
}
