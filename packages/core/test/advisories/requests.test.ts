import type { TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, ResourceRequest } from '../../src/index.ts';
import { ApiClient, requiredScopes } from '../../src/index.ts';
import {
  AUDIENCE,
  createClock,
  createGate,
  expectRefused,
  withField,
  withToken,
} from '../protected-api.ts';
import { goodClaims } from './forge.ts';

const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'ES256', now });

function client(host: TestIssuer = issuer, options: Partial<ApiClientOptions> = {}): ApiClient {
  return new ApiClient({
    issuer: host.issuer,
    audience: AUDIENCE,
    fetch: host.fetch,
    now,
    ...options,
  } as ApiClientOptions);
}

async function subjectOf(api: ApiClient, token: string): Promise<unknown> {
  return (await api.verifyRequest(withToken(token))).claims['sub'];
}

describe('CVE-2026-35039: cheap cache keys', () => {
  const header = { alg: 'ES256', kid: issuer.kid };
  const mintFor = (sub: string): Promise<string> =>
    issuer.sign({ header, payload: goodClaims(issuer.issuer, { sub }) });

  test('two tokens of one length, header, prefix and jti are told apart', async () => {
    const api = client();
    const first = await mintFor('user-a');
    const second = await mintFor('user-b');
    expect(first.length).toBe(second.length);
    expect(first.slice(0, 150)).toBe(second.slice(0, 150));
    for (let round = 0; round < 3; round += 1) {
      expect(await subjectOf(api, first)).toBe('user-a');
      expect(await subjectOf(api, second)).toBe('user-b');
    }
  });

  test('parts of two remembered tokens, put together, are refused', async () => {
    const api = client();
    const first = await mintFor('user-a');
    const second = await mintFor('user-b');
    await subjectOf(api, first);
    await subjectOf(api, second);
    const [head, , signature] = first.split('.');
    const token = `${head}.${second.split('.')[1]}.${signature}`;
    await expectRefused(api, withToken(token), { status: 401, reason: 'bad_signature' });
  });

  test('a remembered token with one other character is refused', async () => {
    const api = client();
    const token = await mintFor('user-a');
    await subjectOf(api, token);
    const start = token.lastIndexOf('.') + 1;
    for (const at of [start, start + 10, token.length - 10]) {
      const other = token[at] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      await expectRefused(api, withToken(changed), { status: 401, reason: 'bad_signature' });
    }
    expect(await subjectOf(api, token)).toBe('user-a');
  });

  test.each([
    { title: 'cut', change: (token: string) => token.slice(0, -4) },
    { title: 'longer', change: (token: string) => `${token}AAAA` },
    { title: 'doubled', change: (token: string) => `${token}${token}` },
  ])('a remembered token that is $title is refused', async ({ change }) => {
    const api = client();
    const token = await mintFor('user-a');
    await subjectOf(api, token);
    const result = await api.authenticate(withToken(change(token)));
    expect(result).toMatchObject({ ok: false, error: { statusCode: 401 } });
  });
});

describe('CVE-2026-40155, CVE-2026-25536: concurrent requests', () => {
  test('of many users never cross, cold and remembered', async () => {
    const host = await createTestIssuer({ algorithm: 'ES256', now });
    const gate = createGate();
    host.respond(host.jwksUri, async () => {
      await gate.opened;
      return Response.json(host.jwks);
    });
    const api = client(host);
    const users = Array.from({ length: 40 }, (_, index) => `user-${index}`);
    const tokens = await Promise.all(users.map((subject) => host.mint({ subject })));
    const cold = tokens.map((token) => subjectOf(api, token));
    gate.open();
    expect(await Promise.all(cold)).toEqual(users);
    expect(await Promise.all(tokens.toReversed().map((token) => subjectOf(api, token)))).toEqual(
      users.toReversed(),
    );
  });

  test('of good and bad callers never cross', async () => {
    const host = await createTestIssuer({ algorithm: 'ES256', now });
    const api = client(host);
    const good = await host.mint({ subject: 'good' });
    const forged = await host.mint({ subject: 'root', key: (await forger()).key });
    const expired = await host.mint({ subject: 'late', expiresIn: -60 });
    const requests = Array.from({ length: 30 }, (_, index) => [good, forged, expired][index % 3]);
    const results = await Promise.all(
      requests.map((token) => api.authenticate(withToken(token ?? ''))),
    );
    const seen = results.map((result) =>
      result.ok ? result.auth.claims['sub'] : result.error.reason,
    );
    expect(seen).toEqual(
      requests.map((token) =>
        token === good ? 'good' : token === forged ? 'bad_signature' : 'expired',
      ),
    );
  });

  test('what a caller does to its result is seen by nobody else', async () => {
    const api = client();
    const token = await issuer.mint({ scope: 'read', claims: { act: { sub: 'a' }, list: [[1]] } });
    // The first is answered from the token itself, the others from what is remembered.
    for (let round = 0; round < 3; round += 1) {
      const auth = await api.verifyRequest(withToken(token));
      expect(auth.scopes).toEqual(['read']);
      expect(auth.permissions).toEqual([]);
      for (const { claims, header } of [auth, await api.verifyAccessToken(token)]) {
        expect(claims).toMatchObject({ sub: 'test-subject', act: { sub: 'a' }, list: [[1]] });
        expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: issuer.kid });
        const own = claims as unknown as { sub: string; act: { sub: string }; list: number[][] };
        own.sub = 'root';
        own.act.sub = 'root';
        own.list[0]?.push(2);
        Object.assign(header, { kid: 'other', more: true });
      }
      auth.scopes.push('admin');
      auth.permissions.push('admin');
    }
  });

  async function forger(): Promise<{ key: CryptoKey }> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    return { key: pair.privateKey };
  }
});

describe('CVE-2026-44457, CVE-2025-48947: shared caches', () => {
  test('an authenticated answer is private and varies, a refused one is not stored', async () => {
    const api = client();
    const good = await api.authenticate(withToken(await issuer.mint()));
    expect(good).toMatchObject({
      ok: true,
      headers: { 'cache-control': 'private', vary: 'Authorization, DPoP' },
    });
    const bad = await api.authenticate(withToken('a.b.c'));
    expect(bad).toMatchObject({
      ok: false,
      response: { headers: { 'cache-control': 'no-store' } },
    });
  });

  test('an answer without credentials, where they are optional, varies too', async () => {
    const request = { method: 'GET', url: AUDIENCE, headers: {} };
    expect(await client().admit(request, { required: false })).toEqual({
      ok: true,
      auth: undefined,
      headers: { vary: 'Authorization, DPoP' },
    });
  });
});

const FORGED: { id: string; title: string; headers: Record<string, string> }[] = [
  { id: 'CVE-2025-66414', title: 'Host', headers: { host: 'evil.test' } },
  { id: 'CVE-2025-66414', title: 'Host with quotes', headers: { host: 'evil.test", error="x' } },
  { id: 'CVE-2025-66414', title: 'Origin and Referer', headers: { referer: 'https://evil.test/' } },
  { id: 'dash-auth#174', title: 'X-Forwarded-Host', headers: { 'x-forwarded-host': 'evil.test' } },
  { id: 'dash-auth#174', title: 'a list', headers: { 'x-forwarded-host': 'a.test, evil.test' } },
  {
    id: 'dash-auth#174',
    title: 'X-Forwarded-Proto',
    headers: { 'x-forwarded-proto': 'javascript' },
  },
  {
    id: 'Flowfin#139',
    title: 'user information',
    headers: { 'x-forwarded-host': 'api.test@evil.test' },
  },
  { id: 'Flowfin#139', title: 'CRLF', headers: { 'x-forwarded-host': 'a\r\nset-cookie: evil=1' } },
  { id: 'Flowfin#139', title: 'Forwarded', headers: { forwarded: 'host=evil.test;proto=http' } },
  { id: 'Flowfin#139', title: 'X-Original-URL', headers: { 'x-original-url': '/evil.test' } },
];

describe('forged header fields', () => {
  const metadata = `${AUDIENCE}/.well-known/oauth-protected-resource`;
  const api = client(issuer, { resourceMetadata: metadata });
  const bearer = `Bearer realm="api", resource_metadata="${metadata}"`;
  const dpop = `DPoP resource_metadata="${metadata}", algs="ES256"`;

  test.each(FORGED)('$id: $title changes no answer', async ({ headers }) => {
    const missing = await api.authenticate({ method: 'GET', url: 'https://evil.test/', headers });
    expect(missing).toMatchObject({ ok: false, response: { status: 401 } });
    if (missing.ok) return;
    expect(missing.response.headers['www-authenticate']).toBe(`${bearer}, ${dpop}`);

    const bad = await api.authenticate({
      ...withField('Bearer a.b.c', headers),
      url: 'https://evil.test/',
    });
    if (bad.ok) throw new Error('A malformed token passed.');
    expect(bad.response).toEqual({
      status: 401,
      headers: {
        'www-authenticate': `${bearer}, error="invalid_token", error_description="The access token is not a well-formed signed JWT.", ${dpop}`,
        'content-type': 'application/json',
        'cache-control': 'no-store',
      },
      body: '{"error":"invalid_token","error_description":"The access token is not a well-formed signed JWT."}',
    });
  });

  test('CVE-2025-66414: what a caller sent as Origin is not reflected', async () => {
    const request = withField('Bearer a.b.c', { origin: 'https://evil.test' });
    const result = await api.authenticate(request);
    expect(JSON.stringify(result.ok ? result : result.response)).not.toContain('evil');
  });

  const SMUGGLED = 'evil", scope="admin"\r\nset-cookie: a=b';
  const ECHOES: { title: string; request: () => Promise<ResourceRequest> }[] = [
    { title: 'scheme', request: async () => withField(`${SMUGGLED} x`) },
    { title: 'token', request: async () => withField(`Bearer ${SMUGGLED}`) },
    {
      title: 'iss',
      request: async () => withToken(await issuer.mint({ claims: { iss: SMUGGLED } })),
    },
    {
      title: 'aud',
      request: async () => withToken(await issuer.mint({ claims: { aud: SMUGGLED } })),
    },
    {
      title: 'kid',
      request: async () => withToken(await issuer.mint({ header: { kid: SMUGGLED } })),
    },
    {
      title: 'alg',
      request: async () => withToken(await issuer.mint({ header: { alg: SMUGGLED } })),
    },
    {
      title: 'typ',
      request: async () => withToken(await issuer.mint({ header: { typ: SMUGGLED } })),
    },
  ];

  test.each(ECHOES)(
    'Flowfin#139: the $title of a caller is in no header, body or message',
    async (row) => {
      const result = await api.authenticate(await row.request());
      if (result.ok) throw new Error('A smuggled value passed.');
      const seen = JSON.stringify([result.response, result.error.message, result.error.headers]);
      expect(seen).not.toMatch(/evil|cookie|admin/);
      expect(seen).not.toMatch(/\\r|\\n/);
    },
  );

  test('Flowfin#139: the scope claim is in no challenge of a guard', async () => {
    const token = await issuer.mint({ scope: SMUGGLED });
    const auth = await api.verifyRequest(withToken(token));
    const refused = api.enforce(requiredScopes('read'), auth, withToken(token));
    expect(refused?.response.status).toBe(403);
    expect(JSON.stringify(refused?.response)).not.toMatch(/evil|cookie|admin/);
  });
});
