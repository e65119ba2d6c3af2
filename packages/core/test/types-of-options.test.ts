import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, ClaimsSchema, ClientAuthentication } from '../src/index.ts';
import { ApiClient, ConfigurationError } from '../src/index.ts';

const base = { issuer: 'https://issuer.test/', audience: 'https://api.test' } as const;

describe('options that exclude each other do not compile', () => {
  const { audience } = base;
  const make = (options: ApiClientOptions) => () => new ApiClient(options);

  test('domain, issuer, issuers', () => {
    // @ts-expect-error none of the three
    expect(make({ audience })).toThrow(ConfigurationError);
    // @ts-expect-error two of them
    expect(make({ audience, domain: 'a.test', issuer: 'https://a.test/' })).toThrow(
      ConfigurationError,
    );
    // @ts-expect-error two of them
    expect(make({ audience, domain: 'a.test', issuers: ['https://a.test/'] })).toThrow(
      ConfigurationError,
    );
    // @ts-expect-error two of them
    expect(make({ audience, issuer: 'https://a.test/', issuers: [] })).toThrow(ConfigurationError);
  });

  test('exchangeIssuer goes with issuers alone', () => {
    const exchangeIssuer = 'https://a.test/';
    // @ts-expect-error with a sole issuer there is nothing to choose
    expect(make({ audience, issuer: 'https://a.test/', exchangeIssuer })).toThrow(
      ConfigurationError,
    );
    expect(make({ audience, issuers: ['https://a.test/'], exchangeIssuer })).not.toThrow();
  });

  test('audience is required', () => {
    // @ts-expect-error no audience
    expect(make({ issuer: 'https://a.test/' })).toThrow(ConfigurationError);
    // @ts-expect-error no audience
    expect(make({ issuer: 'https://a.test/', audience: undefined })).toThrow(ConfigurationError);
  });

  test('names and values outside of the unions', () => {
    // @ts-expect-error an unknown option
    expect(make({ ...base, audiences: ['a'] })).toThrow(ConfigurationError);
    // @ts-expect-error a shared secret is no key
    expect(make({ ...base, algorithms: ['HS256'] })).toThrow(ConfigurationError);
    // @ts-expect-error another type of token
    expect(make({ ...base, tokenType: 'at+JWT' })).toThrow(ConfigurationError);
    // @ts-expect-error seconds are a number
    expect(make({ ...base, clockTolerance: '5' })).toThrow(ConfigurationError);
    // @ts-expect-error true says nothing about the size
    expect(make({ ...base, tokenCache: true })).toThrow(ConfigurationError);
    // @ts-expect-error a function that is no Standard Schema
    expect(make({ ...base, claims: (claims: unknown) => claims })).toThrow(ConfigurationError);
  });

  test('client authentication: a private key goes with private_key_jwt alone', () => {
    const client = { ...base, clientId: 'a' };
    // @ts-expect-error a private key with a secret's method
    const wrongMember: ClientAuthentication = { method: 'client_secret_basic', privateKey: 'x' };
    // @ts-expect-error no private key
    const noKey: ClientAuthentication = { method: 'private_key_jwt', algorithm: 'ES256' };
    for (const clientAuthentication of [wrongMember, noKey]) {
      expect(make({ ...client, clientAuthentication })).toThrow(ConfigurationError);
    }
  });

  test('lists may be read-only, optional members undefined', () => {
    const options = {
      ...base,
      audience: ['https://api.test'],
      algorithms: ['ES256'],
      requiredClaims: ['sub'],
      realm: undefined,
      tokenCache: undefined,
      dpop: { mode: undefined },
      keyCache: { maxAge: undefined },
    } as const satisfies ApiClientOptions;
    expect(make(options)).not.toThrow();
  });
});

test('a schema of the wrong version does not compile', () => {
  const validate = (value: unknown) => ({ value });
  // @ts-expect-error version 2 is not known
  const schema: ClaimsSchema = { '~standard': { version: 2, vendor: 'own', validate } };
  expect(() => new ApiClient({ ...base, claims: schema })).toThrow(ConfigurationError);
});
