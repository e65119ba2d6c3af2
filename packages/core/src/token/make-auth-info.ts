import type { AccessTokenClaims, AccessTokenHeader, AuthInfo } from '../request/auth-info.ts';

/** Makes the `AuthInfo` of a verified token; `claims` is what the schema made of `verified`. */
export function makeAuthInfo<TClaims>(
  { scheme, token }: { readonly scheme: 'bearer' | 'dpop'; readonly token: string },
  header: AccessTokenHeader,
  verified: AccessTokenClaims,
  claims: TClaims,
): AuthInfo<TClaims> {
  const { client_id: clientId, azp, scope, scp, permissions } = verified;
  return {
    token,
    scheme,
    claims,
    header,
    issuer: verified.iss,
    clientId: clientId ?? azp ?? '',
    scopes: words(scope ?? scp),
    permissions: words(permissions),
    expiresAt: verified.exp,
  };
}

function words(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? value.split(' ').filter((word) => word !== '') : [...value];
}
