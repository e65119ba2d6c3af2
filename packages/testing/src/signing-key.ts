import type { CryptoKey, JWK } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { TestAlgorithm } from './algorithms.ts';

/** A key of the issuer: what signs, and what is published for it. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/**
 * Generates a key pair whose `kid` is its thumbprint (RFC 7638), so that no two keys of a process
 * share one.
 *
 * Nothing is pooled: issuers and rotations must never meet the same key, so a pool could only
 * generate ahead, and would burn time on keys that most test files never ask for. An RSA pair takes
 * some tenths of a second, an EC or Ed25519 pair about 1 ms.
 */
export async function generateSigningKey(algorithm: TestAlgorithm): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  return { kid, privateKey, publicJwk: { ...publicJwk, kid, alg: algorithm, use: 'sig' } };
}
