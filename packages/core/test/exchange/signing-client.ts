import type { JWK } from 'jose';
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import type { ExchangeSetting } from './setting.ts';
import { createExchange } from './setting.ts';

/** One key pair in the forms that the option takes. */
export interface KeyForms {
  readonly jwk: JWK;
  readonly pem: string;
  readonly publicJwk: JWK;
}

async function keyForms(algorithm: string): Promise<KeyForms> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return {
    jwk: await exportJWK(privateKey),
    pem: await exportPKCS8(privateKey),
    publicJwk: await exportJWK(publicKey),
  };
}

const [rsa, p256, p384, p521, ed25519] = (await Promise.all(
  ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'].map(keyForms),
)) as [KeyForms, KeyForms, KeyForms, KeyForms, KeyForms];

/** A key for each algorithm. */
export const KEYS: Readonly<Record<string, KeyForms>> = {
  RS256: rsa,
  RS384: rsa,
  RS512: rsa,
  PS256: rsa,
  PS384: rsa,
  PS512: rsa,
  ES256: p256,
  ES384: p384,
  ES512: p521,
  EdDSA: ed25519,
  Ed25519: ed25519,
};

/** The client that signs. */
export const CLIENT_ID = 'api:client';

/** Sets up a client that authenticates with this key. */
export function createSigning(key: object): Promise<ExchangeSetting> {
  const clientAuthentication = { method: 'private_key_jwt', ...key };
  return createExchange({
    client: { clientId: CLIENT_ID, clientSecret: undefined, clientAuthentication },
  });
}
