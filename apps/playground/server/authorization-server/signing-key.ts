import type { KeyObject } from 'node:crypto';
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'jose';
import { calculateJwkThumbprint } from 'jose';

/** A key that signs access tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: 'RS256';
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Keys, of which the first one signs: the newest comes first. */
export type SigningKeys = readonly [SigningKey, ...SigningKey[]];

/** Makes a key, with its thumbprint (RFC 7638) as `kid`. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  const kid = await calculateJwkThumbprint(publicKey);
  return { kid, alg: 'RS256', privateKey, publicKey };
}

/** Writes a half of a key as a JWK. */
export function asJwk({ kid, alg, ...halves }: SigningKey, half: 'privateKey' | 'publicKey'): JWK {
  return { ...(halves[half].export({ format: 'jwk' }) as JWK), kid, alg, use: 'sig' };
}
