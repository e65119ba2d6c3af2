import { createHash, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import type { ClientKey } from '../setting.ts';

/** Generates the P-256 keys of DPoP clients. */
export function generateClientKeys(count: number): ClientKey[] {
  return Array.from({ length: count }, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return {
      privateJwk: privateKey.export({ format: 'jwk' }) as JWK,
      publicJwk: publicKey.export({ format: 'jwk' }) as JWK,
    };
  });
}

/** Gives the thumbprint of a client's key (RFC 7638). */
export function thumbprintOf({ publicJwk: { crv, kty, x, y } }: ClientKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
