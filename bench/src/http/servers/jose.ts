import type { JWTVerifyResult } from 'jose';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Setting } from '../setting.ts';

/** Verifies the token of an `Authorization` field as a careful application does with jose alone. */
export function joseVerifier({
  issuer,
  audience,
  jwksUri,
}: Setting): (authorization: string | undefined) => Promise<JWTVerifyResult> {
  const keys = createRemoteJWKSet(new URL(jwksUri));
  return async (authorization) => {
    const [scheme, token] = authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw new Error('No token.');
    return jwtVerify(token, keys, { issuer, audience });
  };
}
