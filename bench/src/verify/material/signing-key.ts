import type { KeyObject } from 'node:crypto';
import { constants, randomBytes, sign } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm } from '../setting.ts';
import { generateKeyPair } from './key-pair.ts';

/** A key pair, and the header of what it signs. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

/** Generates a key; its `kid` is as long as those of Auth0 unless one is given. */
export function generateSigningKey(
  algorithm: Algorithm,
  kid: string = randomBytes(16).toString('base64url').slice(0, 21),
): SigningKey {
  const { privateKey, publicJwk } = generateKeyPair(algorithm);
  return {
    algorithm,
    kid,
    privateKey,
    publicJwk: { ...publicJwk, kid, alg: algorithm, use: 'sig' },
  };
}

/** Signs the octets as JWS wants it (RFC 7518 section 3, RFC 8037). */
export function signBytes({ algorithm, privateKey }: SigningKey, data: Buffer): Buffer {
  if (algorithm === 'EdDSA') return sign(undefined, data, privateKey);
  if (algorithm === 'ES256') {
    return sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  }
  return sign('sha256', data, { key: privateKey, padding: constants.RSA_PKCS1_PADDING });
}
