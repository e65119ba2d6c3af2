import type { KoaContextWithOIDC } from 'oidc-provider';

/** How and when a user signed in. */
export type AuthenticationClaims = {
  /** Only there for a sign-in with a second factor. */
  readonly acr?: string | undefined;
  /** Seconds since the epoch. */
  readonly auth_time?: number | undefined;
};

/**
 * Says how and when the user signed in whom a token is for (RFC 9068 section 2.2.1, RFC 9470 section 6.2): as the
 * code or the refresh token remembers it that is being traded in.
 */
export function authenticationClaims({ oidc }: KoaContextWithOIDC): AuthenticationClaims {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = oidc.entities;
  const { acr, authTime } = code ?? refreshToken ?? {};
  return { acr, auth_time: authTime };
}
