import { describe, expect, test } from 'vitest';
import { expectAccepted, expectRefused, withToken } from '../protected-api.ts';
import type { SettingOptions } from './setting.ts';
import { createSetting } from './setting.ts';

const INVALID = { status: 503, reason: 'metadata_invalid' } as const;
const UNAVAILABLE = { status: 503, reason: 'metadata_unavailable' } as const;
const MISMATCH = { status: 503, reason: 'metadata_issuer_mismatch' } as const;

const PLACES = [
  {
    issuer: 'https://idp.test/',
    openid: 'https://idp.test/.well-known/openid-configuration',
    oauth: 'https://idp.test/.well-known/oauth-authorization-server',
  },
  {
    issuer: 'https://idp.test',
    openid: 'https://idp.test/.well-known/openid-configuration',
    oauth: 'https://idp.test/.well-known/oauth-authorization-server',
  },
  {
    issuer: 'https://idp.test/realms/one',
    openid: 'https://idp.test/realms/one/.well-known/openid-configuration',
    oauth: 'https://idp.test/.well-known/oauth-authorization-server/realms/one',
  },
  {
    issuer: 'https://idp.test:8443/tenant/',
    openid: 'https://idp.test:8443/tenant/.well-known/openid-configuration',
    oauth: 'https://idp.test:8443/.well-known/oauth-authorization-server/tenant',
  },
];

const gone = (): Response => new Response(null, { status: 404 });

describe('where metadata is looked for', () => {
  test.each(PLACES)('OpenID Connect Discovery 4: $issuer', async ({ issuer, openid }) => {
    const { api, issuer: server } = await createSetting({ server: { issuer } });
    await expectAccepted(api, await server.mint());
    expect(server.requests.map(({ url }) => url)).toEqual([openid, server.jwksUri]);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  test.each(PLACES)(
    'RFC 8414 3.1, where that is not there: $issuer',
    async ({ issuer, ...urls }) => {
      const { api, issuer: server } = await createSetting({ server: { issuer } });
      server.respond(urls.openid, gone);
      await expectAccepted(api, await server.mint());
      expect(server.requests.map(({ url }) => url)).toEqual([
        urls.openid,
        urls.oauth,
        server.jwksUri,
      ]);
    },
  );

  test.each(PLACES)('neither is there: 503 for $issuer', async ({ issuer, openid, oauth }) => {
    const { api, issuer: server } = await createSetting({ server: { issuer } });
    server.respond(openid, gone);
    server.respond(oauth, gone);
    const error = await expectRefused(api, withToken(await server.mint()), UNAVAILABLE);
    expect(error.details).toEqual({ issuer, url: oauth, status: 404 });
  });

  test.each([
    { title: 'a server error', answer: () => new Response('{}', { status: 500 }) },
    { title: 'no content', answer: () => new Response(null, { status: 204 }) },
    { title: 'a document that was created', answer: () => Response.json({}, { status: 201 }) },
    { title: 'HTML', answer: () => new Response('<!doctype html>', { status: 200 }) },
  ])('RFC 8414 is tried after $title', async ({ answer }) => {
    const { api, issuer } = await createSetting();
    issuer.respond('/.well-known/openid-configuration', answer);
    await expectAccepted(api, await issuer.mint());
    expect(issuer.requests.length).toBe(3);
  });

  test('an unreachable server is asked once', async () => {
    const { api, issuer } = await createSetting();
    issuer.goDown();
    await expectRefused(api, withToken(await issuer.mint()), UNAVAILABLE);
    expect(issuer.requests.length).toBe(1);
  });

  test('jwksUri skips discovery', async () => {
    const { api, issuer } = await createSetting({
      issuer: { jwksUri: 'https://issuer.test/keys' },
    });
    issuer.respond('/keys', () => Response.json(issuer.jwks));
    await expectAccepted(api, await issuer.mint());
    expect(issuer.requests.map(({ url }) => url)).toEqual(['https://issuer.test/keys']);
  });

  test('static keys need no request, for unknown kids either', async () => {
    const { issuer, clock } = await createSetting();
    const local = await createSetting({ issuer: { jwks: issuer.jwks } });
    await expectAccepted(local.api, await issuer.mint());
    await expectRefused(local.api, withToken(await issuer.mint({ header: { kid: 'x' } })), {
      status: 401,
      reason: 'unknown_key',
    });
    await local.api.warmUp();
    clock.advance(1e6);
    await expectAccepted(local.api, await issuer.mint({ claims: { exp: 9999999999 } }));
    expect(local.newRequests()).toBe(0);
  });

  test('nothing is asked before the first request', async () => {
    const { newRequests } = await createSetting();
    expect(newRequests()).toBe(0);
  });
});

const HINT = expect.stringContaining('trailing slash');
const NAMED: { title: string; configured?: string; named: unknown; hint?: unknown }[] = [
  { title: 'without the trailing slash', named: 'https://issuer.test', hint: HINT },
  {
    title: 'with a trailing slash too many',
    configured: 'https://issuer.test/a',
    named: 'https://issuer.test/a/',
    hint: HINT,
  },
  { title: 'another host', named: 'https://evil.test/' },
  { title: 'another case', named: 'https://ISSUER.test/' },
  { title: 'http', named: 'http://issuer.test/' },
  { title: 'two trailing slashes too many', named: 'https://issuer.test///' },
  { title: 'absent', named: undefined },
  { title: 'null', named: null },
  { title: 'a list', named: ['https://issuer.test/'] },
  { title: 'a template', named: 'https://issuer.test/{tenantid}/' },
];

describe('RFC 8414 3.3: the issuer that the document names', () => {
  test.each(NAMED)('$title: 503 that names both', async ({ configured, named, hint }) => {
    const server = configured === undefined ? {} : { issuer: configured };
    const { api, issuer } = await createSetting({ server });
    const { pathname } = new URL(issuer.issuer);
    const path = `${pathname.replace(/\/$/, '')}/.well-known/openid-configuration`;
    issuer.respond(path, () => Response.json({ ...issuer.metadata, issuer: named }));
    const error = await expectRefused(api, withToken(await issuer.mint()), MISMATCH);
    expect(error.details).toEqual({
      issuer: issuer.issuer,
      url: new URL(path, issuer.issuer).href,
      expected: issuer.issuer,
      received: typeof named === 'string' ? named : typeof named,
      ...(hint !== undefined && { hint }),
    });
    expect(issuer.requests.length).toBe(1);
  });
});

const INSECURE: SettingOptions = {
  insecureRequests: true,
  server: { issuer: 'http://issuer.test/' },
};
const JWKS_URIS: { id: string; title: string; uri: unknown; options?: SettingOptions }[] = [
  { id: 'pyjwt#1169', title: 'http', uri: 'http://issuer.test/keys' },
  { id: 'pyjwt#1169', title: 'a file', uri: 'file:///etc/passwd' },
  { id: 'pyjwt#1169', title: 'data', uri: 'data:application/json,{"keys":[]}' },
  { id: 'pyjwt#1169', title: 'ftp', uri: 'ftp://issuer.test/keys' },
  { id: 'pyjwt#1169', title: 'javascript', uri: 'javascript:1' },
  { id: 'nodedb#61', title: 'link-local', uri: 'https://169.254.169.254/latest' },
  { id: 'nodedb#61', title: 'link-local as one number', uri: 'https://2852039166/latest' },
  { id: 'nodedb#61', title: 'link-local in hexadecimal', uri: 'https://0xa9fea9fe/' },
  { id: 'nodedb#61', title: 'link-local in octal', uri: 'https://0251.0376.0251.0376/' },
  {
    id: 'nodedb#61',
    title: 'link-local with user information',
    uri: 'https://a:b@169.254.169.254/',
  },
  { id: 'nodedb#61', title: 'link-local with a dot behind', uri: 'https://169.254.169.254./' },
  { id: 'nodedb#61', title: 'link-local IPv6', uri: 'https://[fe80::1]/' },
  { id: 'nodedb#61', title: 'the end of link-local IPv6', uri: 'https://[febf::1]/' },
  { id: 'nodedb#61', title: 'link-local mapped to IPv6', uri: 'https://[::ffff:169.254.169.254]/' },
  {
    id: 'floci#3743',
    title: 'link-local in development',
    uri: 'http://169.254.169.254/',
    options: INSECURE,
  },
  {
    id: 'floci#3743',
    title: 'a file in development',
    uri: 'file:///etc/passwd',
    options: INSECURE,
  },
  { id: 'RFC 8414 2', title: 'relative', uri: '/keys' },
  { id: 'RFC 8414 2', title: 'empty', uri: '' },
  { id: 'RFC 8414 2', title: 'absent', uri: undefined },
  { id: 'RFC 8414 2', title: 'null', uri: null },
  { id: 'RFC 8414 2', title: 'a list', uri: ['https://issuer.test/keys'] },
];

describe('jwks_uri', () => {
  test.each(JWKS_URIS)('$id: $title is refused unasked', async ({ uri, options }) => {
    const { api, issuer } = await createSetting(options);
    issuer.respond('/.well-known/openid-configuration', () =>
      Response.json({ ...issuer.metadata, jwks_uri: uri }),
    );
    const error = await expectRefused(api, withToken(await issuer.mint()), INVALID);
    expect(error.details).toMatchObject({ member: 'jwks_uri' });
    expect(issuer.requests.length).toBe(1);
  });

  test('http is allowed in development', async () => {
    const { api, issuer } = await createSetting(INSECURE);
    await expectAccepted(api, await issuer.mint());
  });

  test('another host is allowed, as servers behind a CDN have it', async () => {
    const { issuer } = await createSetting();
    const urls: string[] = [];
    const { api } = await createSetting({
      fetch: async (input, init) => {
        urls.push(String(input));
        if (String(input) === 'https://cdn.test/keys') return Response.json(issuer.jwks);
        return issuer.fetch(input, init);
      },
    });
    issuer.respond('/.well-known/openid-configuration', () =>
      Response.json({ ...issuer.metadata, jwks_uri: 'https://cdn.test/keys' }),
    );
    await expectAccepted(api, await issuer.mint());
    expect(urls.at(-1)).toBe('https://cdn.test/keys');
  });
});

const DOCUMENTS: { title: string; body: BodyInit | null; keys?: 'pass' }[] = [
  { title: 'an empty body', body: '' },
  { title: 'no body', body: null },
  { title: 'HTML', body: '<html></html>' },
  { title: 'half an object', body: '{"keys":[' },
  { title: 'invalid UTF-8', body: Uint8Array.of(0x7b, 0xff, 0x7d) },
  { title: 'deep nesting', body: '['.repeat(200_000) },
];
const NO_METADATA = ['null', '[]', '7', '"text"', 'true'];
const NO_KEYS = ['null', '[]', '7', '"text"', '{}', '{"keys":null}', '{"keys":{}}', '{"keys":"x"}'];

describe('documents that cannot be used', () => {
  test.each(DOCUMENTS)('metadata, $title: 503', async ({ body }) => {
    const { api, issuer } = await createSetting();
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      issuer.respond(`/.well-known/${name}`, () => new Response(body));
    }
    await expectRefused(api, withToken(await issuer.mint()), INVALID);
  });

  test.each(NO_METADATA)('metadata %s: 503', async (text) => {
    const { api, issuer } = await createSetting();
    issuer.respond('/.well-known/openid-configuration', () => new Response(text));
    await expectRefused(api, withToken(await issuer.mint()), MISMATCH);
  });

  test.each([...DOCUMENTS, ...NO_KEYS.map((body) => ({ title: body, body }))])(
    'keys, $title: 503',
    async ({ body }) => {
      const { api, issuer } = await createSetting();
      issuer.respond(issuer.jwksUri, () => new Response(body));
      const refused = { status: 503, reason: 'keys_invalid' } as const;
      await expectRefused(api, withToken(await issuer.mint()), refused);
    },
  );

  test('an empty key set is a good answer: 401', async () => {
    const { api, issuer } = await createSetting();
    issuer.respond(issuer.jwksUri, () => Response.json({ keys: [] }));
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 401,
      reason: 'unknown_key',
    });
  });

  test('RFC 7517 5: keys that are not understood do not spoil the others', async () => {
    const { api, issuer } = await createSetting();
    const odd = [
      null,
      7,
      'key',
      [],
      {},
      { kty: 'oct', k: '' },
      { kty: 'new' },
      { kty: 'EC', kid: 1 },
    ];
    issuer.respond(issuer.jwksUri, () => Response.json({ keys: [...odd, ...issuer.jwks.keys] }));
    await expectAccepted(api, await issuer.mint());
  });

  test('every 503 says when to come back, and carries no challenge', async () => {
    const { api, issuer } = await createSetting();
    issuer.goDown();
    const result = await api.authenticate(withToken(await issuer.mint()));
    expect(result).toMatchObject({
      ok: false,
      response: { headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) } },
    });
  });
});
