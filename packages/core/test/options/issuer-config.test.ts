import { describe, expect, test } from 'vitest';
import type { Given, WrongOptions } from './build-client.ts';
import { accepts, configurationError, refuses } from './build-client.ts';

const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const ISSUER = 'https://issuer.test/';
const config = (given: Given): Given => ({ issuer: { issuer: ISSUER, ...given } });
const wrongConfig = (names: string, given: Given, was: string, mayBe: string): WrongOptions => ({
  given: config(given),
  names,
  was,
  mayBe,
});

describe('IssuerConfig', () => {
  accepts([
    config({}),
    config({ jwksUri: 'https://keys.test/jwks?tenant=1' }),
    config({ jwks: { keys: [publicJwk] } }),
    config({ jwks: { keys: [{ ...publicJwk, kid: 'a', use: 'sig', alg: 'EdDSA', x5t: 'x' }] } }),
    config({ algorithms: ['ES256'], audience: ['a', 'b'] }),
    config({ jwksUri: undefined, jwks: undefined, algorithms: undefined, audience: undefined }),
    { ...config({ jwksUri: 'http://localhost/jwks' }), insecureRequests: true },
  ]);
  refuses([
    { given: { issuer: {} }, names: 'issuer', was: 'undefined', mayBe: 'a string' },
    { given: { issuer: { issuer: 5 } }, names: 'issuer', was: '5', mayBe: 'a string' },
    {
      given: { issuer: { issuer: 'http://a.test/' } },
      names: 'issuer',
      was: '"http://a.test/"',
      mayBe: 'an https URL',
    },
    wrongConfig('issuer.jwksUri', { jwksUri: '/jwks' }, '"/jwks"', 'an https URL'),
    wrongConfig(
      'issuer.jwksUri',
      { jwksUri: 'http://a.test/' },
      '"http://a.test/"',
      'an https URL',
    ),
    wrongConfig('issuer.jwksUri', { jwksUri: 'file:///k' }, '"file:///k"', 'an https URL'),
    ...['169.254.169.254', '169.254.0.1:8080', '2852039166', '[fe80::1]', '[::ffff:a9fe:a9fe]'].map(
      (host) => {
        const url = `https://${host}/keys`;
        return wrongConfig(
          'issuer.jwksUri',
          { jwksUri: url },
          `"${url}"`,
          'that is not link-local',
        );
      },
    ),
    {
      given: { issuer: 'https://169.254.169.254/' },
      names: 'issuer',
      was: '"https://169.254.169.254/"',
      mayBe: 'an https URL that is not link-local',
    },
    wrongConfig('issuer.jwksUri', { jwksUri: null }, 'null', 'a string'),
    wrongConfig('issuer.jwks', { jwks: null }, 'null', 'an object'),
    wrongConfig('issuer.jwks', { jwks: [publicJwk] }, 'an array', 'an object'),
    wrongConfig('issuer.jwks.keys', { jwks: {} }, 'undefined', 'a list of at least one JWK'),
    wrongConfig('issuer.jwks.keys', { jwks: { keys: [] } }, 'an array', 'at least one JWK'),
    wrongConfig('issuer.jwks.keys', { jwks: { keys: publicJwk } }, 'an object', 'a list'),
    wrongConfig('issuer.jwks.keys[0]', { jwks: { keys: [null] } }, 'null', 'an object'),
    wrongConfig(
      'issuer.jwks.keys[0].kty',
      { jwks: { keys: [{}] } },
      'undefined',
      '"RSA", "EC", "OKP"',
    ),
    wrongConfig(
      'issuer.jwks.keys[1].kty',
      { jwks: { keys: [publicJwk, { kty: 'oct' }] } },
      '"oct"',
      '"RSA", "EC", "OKP"',
    ),
    wrongConfig('issuer.audience', { audience: '' }, '""', 'a string that is not blank'),
    wrongConfig('issuer.audience', { audience: [] }, 'an array', 'a list of at least one'),
    wrongConfig('issuer.audience[1]', { audience: ['a', 5] }, '5', 'a string that is not blank'),
  ]);

  for (const jwks of [
    { keys: [{ ...publicJwk, d: 'unseen' }] },
    { keys: [{ ...publicJwk, k: 'unseen' }] },
  ]) {
    test(`refuses a key that is not public: ${Object.keys(jwks.keys[0] ?? {}).at(-1)}`, () => {
      const { message } = configurationError({ audience: 'a', ...config({ jwks }) });
      expect(message).toBe('Option "issuer.jwks.keys[0]" must be a public key.');
    });
  }

  // Else the key is dropped in silence, or found to be useless by the first request.
  for (const [what, key] of [
    ['a kid that is no string', { ...publicJwk, kid: 42 }],
    ['an RSA key without modulus', { kty: 'RSA', e: 'AQAB' }],
    ['an EC key without a curve', { kty: 'EC', x: 'AA', y: 'AA' }],
    ['an EC key without y', { kty: 'EC', crv: 'P-256', x: 'AA' }],
    ['an OKP key without x', { kty: 'OKP', crv: 'Ed25519' }],
  ] as const) {
    test(`refuses a static key that can never be used: ${what}`, () => {
      const { message } = configurationError({
        audience: 'a',
        ...config({ jwks: { keys: [key] } }),
      });
      expect(message).toContain('"issuer.jwks.keys[0]');
    });
  }

  test('names an unknown member with its path', () => {
    const { message } = configurationError({
      audience: 'a',
      ...config({ jwks_uri: 'https://a/' }),
    });
    expect(message).toBe(
      'Option "issuer.jwks_uri" is not known; there are: algorithms, audience, issuer, jwks, jwksUri.',
    );
  });

  test('jwks and jwksUri exclude each other', () => {
    const both = { jwks: { keys: [publicJwk] }, jwksUri: 'https://issuer.test/jwks' };
    expect(configurationError({ audience: 'a', ...config(both) }).message).toBe(
      'Options "issuer.jwks" and "issuer.jwksUri" exclude each other.',
    );
  });
});
