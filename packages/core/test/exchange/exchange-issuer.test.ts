import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, IssuerList } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';
import { AUDIENCE, createNetwork, expectAccepted } from '../protected-api.ts';
import { CLIENT, createExchange, EXCHANGES, errorOf, goodAnswer } from './setting.ts';

const A = 'https://a.test/';
const B = 'https://b.test/';

async function createTwo(): Promise<{
  readonly make: (options: object) => ApiClient;
  readonly urls: readonly string[];
  readonly mint: (issuer: string) => Promise<string>;
}> {
  const [a, b] = (await Promise.all(
    [A, B].map((issuer) => createTestIssuer({ issuer, algorithm: 'ES256' })),
  )) as [
    Awaited<ReturnType<typeof createTestIssuer>>,
    Awaited<ReturnType<typeof createTestIssuer>>,
  ];
  for (const each of [a, b]) {
    each.respond('/oauth/token', () => goodAnswer({ access_token: `of ${each.issuer}` }));
  }
  const network = createNetwork(a, b);
  return {
    urls: network.urls,
    mint: (issuer) => (issuer === A ? a : b).mint(),
    make: (options) =>
      new ApiClient({
        audience: AUDIENCE,
        fetch: network.fetch,
        ...CLIENT,
        ...options,
      } as ApiClientOptions),
  };
}

const resolver = (): IssuerList => [A];

describe('with issuers, the one that exchangeIssuer names is asked', () => {
  const ROWS: readonly (readonly [id: string, issuers: unknown])[] = [
    ['a list', [A, B]],
    ['a list of configurations', [{ issuer: A }, { issuer: B, algorithms: ['ES256'] }]],
    ['a function', () => [A, B]],
    ['a function that promises', async () => [A, B]],
    ['a function that never names it', resolver],
    [
      'a function that throws',
      () => {
        throw new Error('not for an exchange');
      },
    ],
  ];
  for (const [id, issuers] of ROWS) {
    for (const exchangeIssuer of [A, B]) {
      test(`${id}: ${exchangeIssuer}`, async () => {
        const { make, urls } = await createTwo();
        const api = make({ issuers, exchangeIssuer });
        for (const { call } of EXCHANGES) {
          expect((await call(api)).accessToken).toBe(`of ${exchangeIssuer}`);
        }
        const token = `${exchangeIssuer}oauth/token`;
        const metadata = `${exchangeIssuer}.well-known/openid-configuration`;
        expect(urls).toEqual([metadata, token, token, token]);
      });
    }
  }

  test('a list: its metadata is that of verification', async () => {
    const { make, urls, mint } = await createTwo();
    const api = make({ issuers: [A, B], exchangeIssuer: B });
    await expectAccepted(api, await mint(B));
    await EXCHANGES[0]?.call(api);
    expect(urls.filter((url) => url.includes('openid-configuration'))).toHaveLength(1);
  });

  test('a function: being exchanged at does not make an issuer accepted', async () => {
    const { make, mint } = await createTwo();
    const api = make({ issuers: resolver, exchangeIssuer: B });
    await EXCHANGES[0]?.call(api);
    await expect(api.verifyAccessToken(await mint(B))).rejects.toMatchObject({
      reason: 'issuer_not_allowed',
    });
  });
});

describe('a client that is not set up for exchanges', () => {
  const ROWS: readonly (readonly [id: string, options: object, message: string])[] = [
    ['nothing', { issuer: A, clientId: undefined, clientSecret: undefined }, '"clientId"'],
    [
      'the client alone',
      { issuer: A, clientSecret: undefined },
      '"clientSecret" or "clientAuthentication"',
    ],
    ['a list without exchangeIssuer', { issuers: [A, B] }, '"exchangeIssuer"'],
    ['a list of one without exchangeIssuer', { issuers: [A] }, '"exchangeIssuer"'],
    ['a function without exchangeIssuer', { issuers: resolver }, '"exchangeIssuer"'],
    [
      'issuers and nothing else',
      { issuers: [A], clientId: undefined, clientSecret: undefined },
      '"clientId"',
    ],
  ];
  for (const [id, options, names] of ROWS) {
    test(`${id}: it is said which option is missing`, async () => {
      const { make, urls } = await createTwo();
      const api = make(options);
      for (const { call } of EXCHANGES) {
        const error = await errorOf(call(api));
        expect(error).toBeInstanceOf(ConfigurationError);
        expect(error.message).toBe(`Token exchange needs the option ${names}.`);
      }
      expect(urls).toEqual([]);
    });
  }

  test('verifies all the same', async () => {
    const { make, mint } = await createTwo();
    const api = make({ issuers: [A, B], clientId: undefined, clientSecret: undefined });
    await expectAccepted(api, await mint(A));
  });
});

test('nothing is asked for at construction', async () => {
  const { issuer } = await createExchange();
  expect(issuer.requests).toEqual([]);
});
