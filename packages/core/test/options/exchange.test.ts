import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Given } from './build-client.ts';
import {
  accepts,
  build,
  configurationError,
  MINIMUM,
  refuses,
  wrongValues,
} from './build-client.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const [jwk, pem, publicJwk] = [
  await exportJWK(privateKey),
  await exportPKCS8(privateKey),
  await exportJWK(publicKey),
];

const client = { clientId: 'api', clientSecret: 'a secret' };
const basic = { method: 'client_secret_basic' };
const post = { method: 'client_secret_post' };
const jwt = { method: 'private_key_jwt', privateKey: jwk, algorithm: 'ES256' };
const withKey = (given: Given): Given => ({
  clientId: 'api',
  clientAuthentication: { ...jwt, ...given },
});

describe('clientId and clientSecret', () => {
  accepts([
    { clientId: 'api' },
    client,
    { clientId: 'a:b%c', clientSecret: ' spaces : and % ' },
    { clientId: undefined, clientSecret: undefined },
  ]);
  refuses([
    ...wrongValues('clientId', 'a string that is not blank', [
      ['', '""'],
      [5, '5'],
      [null, 'null'],
    ]),
    ...(
      [
        ['', 'a string'],
        [5, 'a number'],
        [null, 'null'],
        [['a'], 'an array'],
        [{ toString: () => 'a' }, 'an object'],
        [() => 'a', 'a function'],
      ] as const
    ).map(([clientSecret, was]) => ({
      given: { clientId: 'api', clientSecret },
      names: 'clientSecret',
      was,
      mayBe: 'a string that is not empty',
    })),
  ]);
});

describe('clientAuthentication', () => {
  accepts([
    { ...client, clientAuthentication: basic },
    { ...client, clientAuthentication: post },
    { clientId: 'api', clientAuthentication: { method: 'none' } },
  ]);
  refuses([
    {
      given: { clientId: 'api', clientAuthentication: null },
      names: 'clientAuthentication',
      was: 'null',
      mayBe: 'an object',
    },
    ...(
      [
        [undefined, 'undefined'],
        ['tls_client_auth', '"tls_client_auth"'],
        ['NONE', '"NONE"'],
        [5, '5'],
      ] as const
    ).map(([method, was]) => ({
      given: { clientId: 'api', clientAuthentication: { method } },
      names: 'clientAuthentication.method',
      was,
      mayBe: 'one of "client_secret_basic", "client_secret_post", "none", "private_key_jwt"',
    })),
    ...(
      [
        [undefined, 'undefined'],
        ['es256', '"es256"'],
        ['ES256K', '"ES256K"'],
      ] as const
    ).map(([algorithm, was]) => ({
      id: `the algorithm ${algorithm}`,
      given: withKey({ algorithm }),
      names: 'clientAuthentication.algorithm',
      was,
      mayBe: 'one of RS256',
    })),
    {
      id: 'an empty keyId',
      given: withKey({ keyId: '' }),
      names: 'clientAuthentication.keyId',
      was: '""',
      mayBe: 'a string that is not blank',
    },
  ]);
});

describe('clientAuthentication.privateKey', () => {
  const good = { 'a private JWK': jwk, 'PKCS#8 PEM': pem, 'a CryptoKey': privateKey };
  for (const [id, value] of Object.entries(good)) {
    test(`accepts ${id}, with and without a keyId`, () => {
      expect(build({ ...MINIMUM, ...withKey({ privateKey: value }) })).toBeDefined();
      expect(build({ ...MINIMUM, ...withKey({ privateKey: value, keyId: 'a' }) })).toBeDefined();
    });
  }

  refuses(
    (
      [
        ['undefined', undefined, 'undefined'],
        ['null', null, 'null'],
        ['an empty string', '', 'a string'],
        ['a string that is no PEM', 'not a PEM', 'a string'],
        ['PKCS#1 PEM', pem.replaceAll('PRIVATE', 'RSA PRIVATE'), 'a string'],
        ['the PEM of a public key', pem.replaceAll('PRIVATE', 'PUBLIC'), 'a string'],
        ['the JSON text of a JWK', JSON.stringify(jwk), 'a string'],
        ['an empty object', {}, 'an object'],
        ['bytes', new Uint8Array(32), 'an object'],
        ['a public JWK', publicJwk, 'an object'],
        ['a public CryptoKey', publicKey, 'an object'],
        ['a symmetric JWK', { kty: 'oct', k: 'AAAA' }, 'an object'],
      ] as const
    ).map(([id, value, was]) => ({
      id,
      given: withKey({ privateKey: value }),
      names: 'clientAuthentication.privateKey',
      was,
      mayBe: 'a CryptoKey, a private JWK or a PKCS#8 PEM',
    })),
  );
});

describe('options that need or exclude each other', () => {
  const rows: readonly (readonly [given: Given, message: string])[] = [
    [{ clientSecret: 'a' }, 'Option "clientSecret" needs "clientId".'],
    [{ clientAuthentication: basic }, 'Option "clientAuthentication" needs "clientId".'],
    [
      { clientId: 'api', clientAuthentication: basic },
      'Option "clientAuthentication.method" "client_secret_basic" needs "clientSecret".',
    ],
    [
      { clientId: 'api', clientAuthentication: post },
      'Option "clientAuthentication.method" "client_secret_post" needs "clientSecret".',
    ],
    [
      { ...client, clientAuthentication: { method: 'none' } },
      'Options "clientSecret" and "clientAuthentication.method" "none" exclude each other.',
    ],
    [
      { ...client, clientAuthentication: jwt },
      'Options "clientSecret" and "clientAuthentication.method" "private_key_jwt" exclude each other.',
    ],
    ...Object.entries({ privateKey: jwk, algorithm: 'ES256', keyId: 'a' }).map(
      ([name, value]) =>
        [
          { ...client, clientAuthentication: { ...basic, [name]: value } },
          `Option "clientAuthentication.${name}" goes with the method "private_key_jwt" alone.`,
        ] as const,
    ),
    [withKey({ algorithm: 'HS256' }), 'Option "clientAuthentication.algorithm" may not be "HS256"'],
    [
      { ...client, clientAuthentication: { ...basic, secret: 'unseen' } },
      'Option "clientAuthentication.secret" is not known; there are: algorithm, keyId, method, privateKey.',
    ],
    [{ exchangeIssuer: 'https://issuer.test/' }, 'Option "exchangeIssuer" needs "issuers".'],
    [
      { issuer: undefined, issuers: ['https://a.test/'], exchangeIssuer: 'https://a.test' },
      'Option "exchangeIssuer" must be one of "issuers".',
    ],
  ];
  for (const [given, expected] of rows) {
    test(expected, () => {
      const { message } = configurationError({ ...MINIMUM, ...given });
      expect(message.startsWith(expected)).toBe(true);
      expect(message).not.toContain('unseen');
    });
  }
});

describe('exchangeIssuer', () => {
  const issuers = ['https://a.test/', { issuer: 'https://b.test/' }];
  accepts([
    { issuer: undefined, issuers, exchangeIssuer: 'https://a.test/' },
    { issuer: undefined, issuers, exchangeIssuer: 'https://b.test/' },
    { issuer: undefined, issuers: () => issuers, exchangeIssuer: 'https://c.test/' },
  ]);
  refuses(
    (
      [
        ['', '""'],
        [5, '5'],
        [null, 'null'],
      ] as const
    ).map(([exchangeIssuer, was]) => ({
      given: { issuer: undefined, issuers, exchangeIssuer },
      names: 'exchangeIssuer',
      was,
      mayBe: 'a string that is not blank',
    })),
  );
});
