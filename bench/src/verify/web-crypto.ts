import type { webcrypto } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm } from './setting.ts';

const IMPORTS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  EdDSA: { name: 'Ed25519' },
} as const;

/** What `crypto.subtle.verify` takes for each algorithm. */
export const VERIFIES = {
  RS256: { name: 'RSASSA-PKCS1-v1_5' },
  ES256: { name: 'ECDSA', hash: 'SHA-256' },
  EdDSA: { name: 'Ed25519' },
} as const;

/** Imports a public key for one algorithm, whatever else its JWK says of its use. */
export function importKey(
  { alg: _, use: __, ...jwk }: JWK,
  name: Algorithm,
): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('jwk', jwk, IMPORTS[name], false, ['verify']);
}
