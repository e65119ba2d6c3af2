// Node 20 stops for ever when a key that it has generated is exported as a JWK and the garbage collector then finds the
// job that generated it: both want the key's lock, on one thread. So keys leave their job as octets, and are read anew.
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import type { Algorithm } from '../setting.ts';

/** A key pair that signs and verifies with one algorithm. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

const ENCODINGS = {
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const;

/** Generates a key pair; for RS256 of 2048 bits. */
export function generateKeyPair(algorithm: Algorithm): KeyPair {
  const { privateKey, publicKey } = generateOctets(algorithm);
  return {
    privateKey: createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }),
    publicJwk: createPublicKey({ key: publicKey, type: 'spki', format: 'der' }).export({
      format: 'jwk',
    }) as JWK,
  };
}

// Peers bring other versions of Node's types, which together choose the overload that gives KeyObjects.
const generate = generateKeyPairSync as unknown as (
  type: 'rsa' | 'ec' | 'ed25519',
  options: typeof ENCODINGS & { readonly modulusLength?: number; readonly namedCurve?: string },
) => { readonly privateKey: Buffer; readonly publicKey: Buffer };

function generateOctets(algorithm: Algorithm): ReturnType<typeof generate> {
  if (algorithm === 'RS256') return generate('rsa', { modulusLength: 2048, ...ENCODINGS });
  if (algorithm === 'ES256') return generate('ec', { namedCurve: 'P-256', ...ENCODINGS });
  return generate('ed25519', ENCODINGS);
}
