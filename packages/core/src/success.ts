import type { Scheme } from './refusal/challenge.ts';
import type { AuthInfo } from './request/auth-info.ts';
import type { VerifiedToken } from './verified-token.ts';

/** A caller, and the header fields that his answer is to carry. */
export interface Success<TClaims> {
  readonly ok: true;
  readonly auth: AuthInfo<TClaims>;
  readonly headers: Record<string, string>;
}

/** What varies an answer that depends on who asks. */
export const VARY = 'Authorization, DPoP';

/** Makes what an accepted caller gets. It belongs to him. */
export function accepted<TClaims>(
  scheme: Scheme,
  { token, issuer, expiresAt, facts }: VerifiedToken,
  claims: TClaims,
): Success<TClaims> {
  const { header, clientId, scopes, permissions } = facts;
  return {
    ok: true,
    auth: { token, scheme, claims, header, issuer, clientId, scopes, permissions, expiresAt },
    // One caller's answer is no other's: a shared cache must not hold it (RFC 9111 section 3.5).
    headers: { 'cache-control': 'private', vary: VARY },
  };
}
