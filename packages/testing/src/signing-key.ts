import type { CryptoKey, JWK } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { TestAlgorithm } from './algorithms.ts';
import { TEST_ALGORITHMS } from './algorithms.ts';

/** A key of the issuer: what signs, and what is published for it. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** A fresh key pair. */
export interface GeneratedKey {
  readonly privateKey: CryptoKey;
  /** What makes the key, and nothing else: no `kid`, no `alg`. */
  readonly publicJwk: JWK;
  /** The thumbprint (RFC 7638), base64url of SHA-256. */
  readonly thumbprint: string;
}

/**
 * Generates a key pair.
 *
 * Nothing is pooled: issuers, rotations and clients must never meet the same key, so a pool could
 * only generate ahead, and would burn time on keys that most test files never ask for. An RSA pair
 * takes some tenths of a second, an EC or Ed25519 pair about 1 ms.
 *
 * @throws {TypeError} (as a rejection) when the algorithm is unknown
 */
export async function generateKey(algorithm: TestAlgorithm): Promise<GeneratedKey> {
  if (!TEST_ALGORITHMS.includes(algorithm)) {
    throw new TypeError(`algorithm must be one of ${TEST_ALGORITHMS.join(', ')}`);
  }
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const publicJwk = await exportJWK(publicKey);
  return { privateKey, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
}

/**
 * Generates a key of an issuer. Its `kid` is its thumbprint (RFC 7638), so that no two keys of a
 * process share one.
 *
 * @throws {TypeError} (as a rejection) when the algorithm is unknown
 */
export async function generateSigningKey(algorithm: TestAlgorithm): Promise<SigningKey> {
  const { privateKey, publicJwk, thumbprint: kid } = await generateKey(algorithm);
  return { kid, privateKey, publicJwk: { ...publicJwk, kid, alg: algorithm, use: 'sig' } };
}
