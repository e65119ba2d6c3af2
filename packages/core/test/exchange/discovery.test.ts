import { describe, expect, test } from 'vitest';
import type { AuthError } from '../../src/index.ts';
import { ApiError, isAuthError } from '../../src/index.ts';
import { expectAccepted } from '../protected-api.ts';
import { createExchange, EXCHANGES, errorOf } from './setting.ts';

const METADATA = 'https://issuer.test/.well-known/openid-configuration';
const FALLBACK = 'https://issuer.test/.well-known/oauth-authorization-server';
const KEYS = 'https://issuer.test/.well-known/jwks.json';
const TOKEN = 'https://issuer.test/oauth/token';

describe('the metadata is fetched once for verification and exchange', () => {
  for (const { method, call } of EXCHANGES) {
    test(`verification first, then ${method}`, async () => {
      const { api, issuer } = await createExchange();
      await expectAccepted(api, await issuer.mint());
      await call(api);
      await call(api);
      expect(issuer.requests.map(({ url }) => url)).toEqual([METADATA, KEYS, TOKEN, TOKEN]);
    });

    test(`${method} first`, async () => {
      const { api, issuer } = await createExchange();
      await call(api);
      await expectAccepted(api, await issuer.mint());
      expect(issuer.requests.map(({ url }) => url)).toEqual([METADATA, TOKEN, KEYS]);
    });

    test(`verification and ${method} at once`, async () => {
      const { api, issuer } = await createExchange();
      const token = await issuer.mint();
      await Promise.all([call(api), expectAccepted(api, token), call(api)]);
      const urls = issuer.requests.map(({ url }) => url);
      expect(urls.sort()).toEqual([KEYS, METADATA, TOKEN, TOKEN].sort());
    });

    test(`warmUp, then ${method}`, async () => {
      const { api, issuer } = await createExchange();
      await api.warmUp();
      await call(api);
      expect(issuer.requests.map(({ url }) => url)).toEqual([METADATA, KEYS, TOKEN]);
    });
  }

  test('it is fetched again with time, and a moved endpoint is found', async () => {
    const { api, issuer, clock } = await createExchange({ client: { keyCache: { maxAge: 600 } } });
    const [exchange] = EXCHANGES;
    await exchange?.call(api);
    issuer.respond(METADATA, () =>
      Response.json({ ...issuer.metadata, token_endpoint: 'https://issuer.test/moved' }),
    );
    issuer.respond('/moved', () => Response.json({ access_token: 'moved' }));
    clock.advance(299);
    expect(await exchange?.call(api)).not.toMatchObject({ accessToken: 'moved' });
    clock.advance(2);
    expect(await exchange?.call(api)).toMatchObject({ accessToken: 'moved' });
    expect(issuer.requests.filter(({ url }) => url === METADATA)).toHaveLength(2);
  });

  test('a failed one is not remembered', async () => {
    const { api, issuer } = await createExchange();
    issuer.goDown();
    for (const { call } of EXCHANGES) {
      expect(await errorOf(call(api))).toMatchObject({ code: 'discovery_error' });
    }
    issuer.comeBack();
    for (const { call } of EXCHANGES) expect(await call(api)).toHaveProperty('accessToken');
  });
});

describe('an issuer whose keys need no discovery has its token endpoint discovered', () => {
  const jwksUri = 'https://keys.test/jwks.json';
  test.each(['jwks', 'jwksUri'] as const)('%s', async (member) => {
    const { issuer } = await createExchange();
    const keys = member === 'jwks' ? issuer.jwks : jwksUri;
    const { api } = await createExchange({
      client: {
        issuer: { issuer: issuer.issuer, [member]: keys },
        fetch: (input: string, init?: RequestInit) =>
          input === jwksUri
            ? Promise.resolve(Response.json(issuer.jwks))
            : issuer.fetch(input, init),
      },
    });
    await expectAccepted(api, await issuer.mint());
    expect(issuer.requests).toEqual([]);
    for (const { call } of EXCHANGES) await call(api);
    expect(issuer.requests.map(({ url }) => url)).toEqual([METADATA, TOKEN, TOKEN, TOKEN]);
  });

  test('metadata without jwks_uri is enough for an exchange', async () => {
    const { api, issuer } = await createExchange();
    const { jwks_uri, ...members } = issuer.metadata;
    issuer.respond(METADATA, () => Response.json(members));
    for (const { call } of EXCHANGES) expect(await call(api)).toHaveProperty('accessToken');
  });
});

test('RFC 8414: the second place is asked where the first one has nothing', async () => {
  const { api, issuer } = await createExchange();
  issuer.respond(METADATA, () => new Response(null, { status: 404 }));
  await EXCHANGES[0]?.call(api);
  expect(issuer.requests.map(({ url }) => url)).toEqual([METADATA, FALLBACK, TOKEN]);
});

test('the issuer by domain, and a token endpoint with a query', async () => {
  const { issuer, sent } = await createExchange();
  const url = 'https://issuer.test/oauth/token?tenant=a';
  issuer.respond(METADATA, () => Response.json({ ...issuer.metadata, token_endpoint: url }));
  const { api } = await createExchange({
    client: { issuer: undefined, domain: 'issuer.test', fetch: issuer.fetch },
  });
  for (const { call } of EXCHANGES) await call(api);
  expect(sent.map((request) => request.url)).toEqual([url, url, url]);
});

describe('discovery_error names the URL that was asked', () => {
  type Respond = (metadata: object) => Response;
  const endpoint =
    (value: unknown): Respond =>
    (metadata) =>
      Response.json({ ...metadata, token_endpoint: value });
  const ROWS: readonly (readonly [id: string, asked: string, respond: Respond])[] = [
    ['no token_endpoint', METADATA, endpoint(undefined)],
    ['a token_endpoint of null', METADATA, endpoint(null)],
    ['a token_endpoint that is empty', METADATA, endpoint('')],
    ['a token_endpoint that is a number', METADATA, endpoint(5)],
    ['a list of token endpoints', METADATA, endpoint([TOKEN])],
    ['a relative token_endpoint', METADATA, endpoint('/oauth/token')],
    ['a token_endpoint over http', METADATA, endpoint('http://issuer.test/oauth/token')],
    ['a token_endpoint over ftp', METADATA, endpoint('ftp://issuer.test/oauth/token')],
    ['a token_endpoint as a data URL', METADATA, endpoint('data:,a')],
    ['a token_endpoint with credentials', METADATA, endpoint('https://a:b@issuer.test/token')],
    ['a link-local token_endpoint', METADATA, endpoint('https://169.254.169.254/token')],
    [
      'metadata of another issuer',
      METADATA,
      (members) => Response.json({ ...members, issuer: 'a' }),
    ],
    ['metadata that is null', METADATA, () => Response.json(null)],
    ['metadata that is a list', METADATA, () => Response.json([])],
    ['metadata that is HTML', METADATA, () => new Response('<html>')],
    ['no metadata', FALLBACK, () => new Response(null, { status: 404 })],
    ['metadata behind a redirect', FALLBACK, () => Response.redirect('https://issuer.test/a', 307)],
    ['a server that fails', FALLBACK, () => new Response(null, { status: 500 })],
    ['a server that is not there', METADATA, () => Response.error()],
  ];
  for (const [id, asked, respond] of ROWS) {
    test(id, async () => {
      const { api, issuer, sent } = await createExchange();
      const { metadata } = issuer;
      for (const url of [METADATA, FALLBACK]) issuer.respond(url, () => respond(metadata));
      for (const { call } of EXCHANGES) {
        const error = await errorOf(call(api));
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({
          code: 'discovery_error',
          statusCode: 502,
          message: `The token endpoint of the authorization server cannot be found out from ${asked}.`,
        });
        expect(isAuthError(error)).toBe(false);
        expect(isAuthError(error.cause)).toBe(true);
        const { statusCode, details } = error.cause as AuthError;
        expect(statusCode).toBe(503);
        expect(details).toMatchObject({ issuer: issuer.issuer, url: asked });
      }
      expect(sent).toEqual([]);
    });
  }

  test('over http it is good with insecureRequests', async () => {
    const { api } = await createExchange({
      server: { issuer: 'http://issuer.test/' },
      client: { insecureRequests: true },
    });
    for (const { call } of EXCHANGES) expect(await call(api)).toHaveProperty('accessToken');
  });
});

test('while the metadata is out of reach, the last one serves for as long as keys would', async () => {
  const keyCache = { maxAge: 600, staleIfError: 3600 };
  const { api, issuer, clock } = await createExchange({ client: { keyCache } });
  for (const { call } of EXCHANGES) await call(api);
  for (const url of [METADATA, FALLBACK]) issuer.respond(url, () => Response.error());
  clock.advance(4199);
  for (const { call } of EXCHANGES) expect(await call(api)).toHaveProperty('accessToken');
  clock.advance(1);
  for (const { call } of EXCHANGES) {
    expect(await errorOf(call(api))).toMatchObject({ code: 'discovery_error' });
  }
});
