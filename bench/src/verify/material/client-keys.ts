import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import type { ClientKey } from '../setting.ts';
import { generateKeyPair } from './key-pair.ts';

/** Generates the P-256 keys of DPoP clients. */
export function generateClientKeys(count: number): ClientKey[] {
  return Array.from({ length: count }, () => {
    const { privateKey, publicJwk } = generateKeyPair('ES256');
    return { privateJwk: privateKey.export({ format: 'jwk' }) as JWK, publicJwk };
  });
}

/** Gives the thumbprint of a client's key (RFC 7638). */
export function thumbprintOf({ publicJwk: { crv, kty, x, y } }: ClientKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
