import type { KeyObject } from 'node:crypto';
import { constants, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm } from '../setting.ts';

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
  const { privateKey, publicKey } = keyPair(algorithm);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  return { algorithm, kid, privateKey, publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' } };
}

function keyPair(algorithm: Algorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('ed25519');
}

/**
 * Signs in place. Not on Node's threads, which would be quicker: in Node 20 such signatures, beside keys that
 * are being exported, have been seen to wait for each other for ever.
 */
export function signBytes({ algorithm, privateKey }: SigningKey, data: Buffer): Buffer {
  if (algorithm === 'EdDSA') return sign(undefined, data, privateKey);
  if (algorithm === 'ES256') {
    return sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  }
  return sign('sha256', data, { key: privateKey, padding: constants.RSA_PKCS1_PADDING });
}
