import { describe, expect, test } from 'vitest';
import type { Given } from './build-client.ts';
import { at, configurationError, MINIMUM } from './build-client.ts';

const SECRET = 'Xy7-hush-hush';
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----`;
const symmetricJwk = { kty: 'oct', k: SECRET };
const privateJwk = { kty: 'OKP', crv: 'Ed25519', d: SECRET };
const jwt = { method: 'private_key_jwt', privateKey: privateJwk, algorithm: 'ES256' };
const issuer = 'https://issuer.test/';

function expectSilence(given: Given): void {
  const error = configurationError({ ...MINIMUM, ...given });
  const said = [error.message, error.stack, String(error.cause), JSON.stringify(error)].join('\n');
  expect(said).not.toContain(SECRET);
}

describe('a secret never appears in a message', () => {
  const rows: Readonly<Record<string, Given>> = {
    'clientSecret without clientId': { clientSecret: SECRET },
    'clientSecret with method none': {
      clientId: 'api',
      clientSecret: SECRET,
      clientAuthentication: { method: 'none' },
    },
    'clientSecret with private_key_jwt': {
      clientId: 'api',
      clientSecret: SECRET,
      clientAuthentication: jwt,
    },
    'clientSecret in a list': { clientId: 'api', clientSecret: [SECRET] },
    'clientSecret in an object': { clientId: 'api', clientSecret: { value: SECRET } },
    'clientSecret with a toString': { clientId: 'api', clientSecret: { toString: () => SECRET } },
    'clientSecret next to another mistake': { clientId: 'api', clientSecret: SECRET, timeout: -1 },
    'a secret as clientAuthentication': { clientId: 'api', clientAuthentication: SECRET },
    'a secret under another name': { client_secret: SECRET },
    'a secret in clientAuthentication under another name': {
      clientId: 'api',
      clientAuthentication: { method: 'client_secret_post', clientSecret: SECRET },
    },
    'privateKey: not PEM': {
      clientId: 'api',
      clientAuthentication: { ...jwt, privateKey: SECRET },
    },
    'privateKey: PKCS#1 PEM': {
      clientId: 'api',
      clientAuthentication: { ...jwt, privateKey: PEM },
    },
    'privateKey: JWK as text': {
      clientId: 'api',
      clientAuthentication: { ...jwt, privateKey: JSON.stringify(privateJwk) },
    },
    'privateKey: in a list': {
      clientId: 'api',
      clientAuthentication: { ...jwt, privateKey: [SECRET] },
    },
    'privateKey with a wrong algorithm': {
      clientId: 'api',
      clientAuthentication: { ...jwt, algorithm: 'HS256' },
    },
    'privateKey with another method': {
      clientId: 'api',
      clientSecret: 'a',
      clientAuthentication: { ...jwt, method: 'client_secret_basic' },
    },
    'a key as the method': { clientId: 'api', clientAuthentication: { method: PEM } },
    'dpop.nonce: the secret itself': { dpop: { nonce: SECRET } },
    'dpop.nonce: a list of secrets': { dpop: { nonce: [SECRET] } },
    'dpop.nonce.secret: an object': { dpop: { nonce: { secret: { value: SECRET } } } },
    'dpop.nonce.secret: a list with an empty one': { dpop: { nonce: { secret: [SECRET, ''] } } },
    'dpop.nonce.secret: a list of lists': { dpop: { nonce: { secret: [[SECRET]] } } },
    'dpop.nonce.secret next to a wrong maxAge': { dpop: { nonce: { secret: SECRET, maxAge: 0 } } },
    'dpop.nonce under another name': { dpop: { nonce: { secrets: SECRET } } },
    'dpop.nonceSecret': { dpop: { nonceSecret: SECRET } },
    'jwks: a private key': { issuer: { issuer, jwks: { keys: [privateJwk] } } },
    'jwks: a symmetric key': { issuer: { issuer, jwks: { keys: [symmetricJwk] } } },
    'jwks: the text of a symmetric key': {
      issuer: { issuer, jwks: JSON.stringify(symmetricJwk) },
    },
    'jwks: a key as text in the list': {
      issuer: { issuer, jwks: { keys: [JSON.stringify(symmetricJwk)] } },
    },
    'jwks: a private key as PEM': { issuer: { issuer, jwks: PEM } },
  };
  for (const [name, given] of Object.entries(rows)) test(name, () => expectSilence(given));
});

describe('credentials in a URL never appear in a message', () => {
  const urls = [
    `https://user:${SECRET}@host.test/`,
    `https://${SECRET}@host.test/`,
    `https://:${SECRET}@host.test/`,
    `http://user:${SECRET}@host.test/`,
    `ftp://user:${SECRET}@host.test/`,
    `https://user:${SECRET}@host.test/?a#b`,
    `https://user:${SECRET}@host.test/path`,
    ` https://user:${SECRET}@host.test/`,
    `https://user:${SECRET}@`,
    `https://user:${SECRET}@host.test:port/`,
    `//user:${SECRET}@host.test/`,
    `user:${SECRET}@host.test`,
  ];
  const places: Readonly<Record<string, (url: string) => Given>> = {
    domain: (domain) => ({ issuer: undefined, domain }),
    issuer: (url) => ({ issuer: url }),
    'issuer.issuer': (url) => ({ issuer: { issuer: url } }),
    'issuer.jwksUri': (jwksUri) => ({ issuer: { issuer, jwksUri } }),
    'issuers[0]': (url) => ({ issuer: undefined, issuers: [url] }),
    publicUrl: (url) => at('publicUrl', url),
    resourceMetadata: (url) => at('resourceMetadata', url),
    'resourceMetadata.resource': (url) => at('resourceMetadata.resource', url),
  };
  for (const [place, given] of Object.entries(places)) {
    for (const url of urls) {
      test(`${place}: ${JSON.stringify(url)}`, () => expectSilence(given(url)));
      test(`${place}: ${JSON.stringify(url)}, insecureRequests`, () =>
        expectSilence({ ...given(url), insecureRequests: true }));
    }
  }
});
