import { createECDH, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { importPKCS8 } from 'jose';
import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/index.ts';
import { EXCHANGES, errorOf } from './setting.ts';
import type { KeyForms } from './signing-client.ts';
import { createSigning, KEYS } from './signing-client.ts';

const [rsa, p256, p384, ed25519] = ['RS256', 'ES256', 'ES384', 'EdDSA'].map(
  (algorithm) => KEYS[algorithm],
) as [KeyForms, KeyForms, KeyForms, KeyForms];
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
const shortPem = short.export({ type: 'pkcs8', format: 'pem' }) as string;
const agreement = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
  'deriveBits',
]);
interface Row {
  readonly id: string;
  readonly privateKey: unknown;
  readonly algorithm: string;
}

/** Keys that say what they are for. */
const TOLD: readonly Row[] = [
  { id: 'a P-384 JWK', privateKey: p384.jwk, algorithm: 'ES256' },
  { id: 'an RSA JWK', privateKey: rsa.jwk, algorithm: 'EdDSA' },
  { id: 'an Ed25519 JWK', privateKey: ed25519.jwk, algorithm: 'ES256' },
  {
    id: 'a CryptoKey of RS256',
    privateKey: await importPKCS8(rsa.pem, 'RS256'),
    algorithm: 'PS256',
  },
  {
    id: 'a CryptoKey of RS256, for another hash',
    privateKey: await importPKCS8(rsa.pem, 'RS256'),
    algorithm: 'RS512',
  },
  { id: 'a key for key agreement', privateKey: agreement.privateKey, algorithm: 'ES256' },
  { id: "a KeyObject of Node's", privateKey: createPrivateKey(p256.pem), algorithm: 'ES256' },
];

/** What shows only when the key is imported. */
const IMPORTED: readonly Row[] = [
  { id: 'a P-384 PEM', privateKey: p384.pem, algorithm: 'ES256' },
  { id: 'an RSA PEM', privateKey: rsa.pem, algorithm: 'ES256' },
  { id: 'RSA of 1024 bits', privateKey: shortPem, algorithm: 'RS256' },
  {
    id: 'a PEM that was cut',
    privateKey: `${p256.pem.slice(0, 80)}\n-----END PRIVATE KEY-----`,
    algorithm: 'ES256',
  },
  { id: 'a JWK without its x', privateKey: { ...p256.jwk, x: undefined }, algorithm: 'ES256' },
  {
    id: 'a JWK with the halves of two keys',
    privateKey: { ...p256.jwk, d: createECDH('prime256v1').generateKeys('base64url').slice(0, 43) },
    algorithm: 'ES256',
  },
  {
    id: 'a JWK for encryption',
    privateKey: { ...rsa.jwk, key_ops: ['decrypt'] },
    algorithm: 'RS256',
  },
];

describe('a key that does not fit its algorithm is a wrong option', () => {
  for (const { id, privateKey, algorithm } of TOLD) {
    test(`${id} for ${algorithm}: no client is made`, async () => {
      const error = await errorOf(createSigning({ privateKey, algorithm }));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error.message).toBe(
        `Option "clientAuthentication.privateKey" must be a private key for ${algorithm}; it was an object.`,
      );
    });
  }

  for (const { id, privateKey, algorithm } of IMPORTED) {
    test(`${id} for ${algorithm}`, async () => {
      const { api, sent } = await createSigning({ privateKey, algorithm });
      for (const { call } of EXCHANGES) {
        const error = await errorOf(call(api));
        expect(error).toBeInstanceOf(ConfigurationError);
        expect(error.message).toBe(
          'Option "clientAuthentication.privateKey" must be a private key for "clientAuthentication.algorithm".',
        );
        expect(error.cause).toBeUndefined();
      }
      expect(sent).toEqual([]);
    });
  }
});
