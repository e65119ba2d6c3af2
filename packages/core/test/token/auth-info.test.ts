import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { AuthInfo } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';

const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
const options = {
  issuer: issuer.issuer,
  audience: 'https://api.test',
  fetch: issuer.fetch,
  now: () => NOW,
};

async function verify(token: string, api: ApiClient = new ApiClient(options)): Promise<AuthInfo> {
  const headers = { authorization: `Bearer ${token}` };
  return api.verifyRequest({ method: 'GET', url: 'https://api.test/', headers });
}

async function infoOf(claims: object): Promise<AuthInfo> {
  return verify(await issuer.mint({ claims: { ...claims } }));
}

test('AuthInfo in full', async () => {
  const claims = { jti: 'a', scope: 'read write', permissions: ['read:orders'], tenant: { id: 5 } };
  const token = await issuer.mint({ claims });
  expect(await verify(token)).toEqual({
    token,
    scheme: 'bearer',
    claims: {
      iss: issuer.issuer,
      aud: 'https://api.test',
      sub: 'test-subject',
      client_id: 'test-client',
      iat: NOW,
      exp: NOW + 3600,
      ...claims,
    },
    header: { alg: 'ES256', typ: 'at+jwt', kid: issuer.kid },
    issuer: issuer.issuer,
    clientId: 'test-client',
    scopes: ['read', 'write'],
    permissions: ['read:orders'],
    expiresAt: NOW + 3600,
  });
});

test('verifyAccessToken gives claims and header alone', async () => {
  const token = await issuer.mint({ claims: { jti: 'a' } });
  const { claims, header } = await verify(token);
  expect(await new ApiClient(options).verifyAccessToken(token)).toEqual({ claims, header });
});

test.for([
  [{ client_id: 'a', azp: 'b' }, 'a'],
  [{ client_id: 'a', azp: undefined }, 'a'],
  [{ client_id: undefined, azp: 'b' }, 'b'],
  [{ client_id: undefined, azp: undefined, sub: 'c', cid: 'd' }, ''],
] as const)('clientId is client_id, else azp, else empty: %j', async ([claims, expected]) => {
  expect((await infoOf(claims)).clientId).toBe(expected);
});

test.for([
  [{ scope: 'read write' }, ['read', 'write']],
  [{ scope: 'read' }, ['read']],
  [{ scope: '' }, []],
  [{ scope: '  read   write ' }, ['read', 'write']],
  [{ scope: 'read', scp: ['write'] }, ['read']],
  [{ scp: 'read write' }, ['read', 'write']],
  [{ scp: ['read', 'write'] }, ['read', 'write']],
  [{ scp: [] }, []],
  [{}, []],
  [{ permissions: ['read'] }, []],
  [{ scopes: ['read'] }, []],
] as const)('scopes come from scope or scp: %j', async ([claims, expected]) => {
  expect((await infoOf(claims)).scopes).toEqual(expected);
});

test.for([
  [{ permissions: ['read:orders', 'write:orders'] }, ['read:orders', 'write:orders']],
  [{ permissions: [] }, []],
  [{}, []],
  [{ scope: 'read:orders' }, []],
] as const)('permissions come from permissions: %j', async ([claims, expected]) => {
  expect((await infoOf(claims)).permissions).toEqual(expected);
});

test('expiresAt is exp as it stands, a fraction included', async () => {
  expect((await infoOf({ exp: NOW + 60.5 })).expiresAt).toBe(NOW + 60.5);
});

describe('what callers get is theirs', () => {
  const claims = {
    scope: 'read',
    scp: ['read'],
    permissions: ['read'],
    tenant: { id: 5, roles: [{ name: 'reader' }] },
  };
  const bend = (auth: AuthInfo): void => {
    auth.scopes.push('admin');
    auth.permissions.length = 0;
    auth.expiresAt = 0;
    auth.issuer = 'https://evil.test/';
    Object.assign(auth.header, { alg: 'none', kid: 'evil' });
    const bent = auth.claims as unknown as { tenant: typeof claims.tenant } & Record<
      string,
      unknown
    >;
    bent.tenant.id = 6;
    bent.tenant.roles.push({ name: 'admin' });
    Object.assign(bent.tenant.roles[0] ?? {}, { name: 'admin' });
    Object.assign(bent, {
      sub: 'evil',
      exp: 0,
      iss: 'evil',
      permissions: ['admin'],
      cnf: { jkt: 'a' },
    });
    delete bent['aud'];
  };

  for (const tokenCache of [undefined, { maxEntries: 1 }, false] as const) {
    test(`changing it changes nothing for the next, tokenCache ${JSON.stringify(tokenCache)}`, async () => {
      const api = new ApiClient({ ...options, tokenCache });
      const token = await issuer.mint({ claims });
      const first = await verify(token, api);
      const before = structuredClone(first);
      bend(first);
      const second = await verify(token, api);
      expect(second).toEqual(before);
      bend(second);
      expect(await verify(token, api)).toEqual(before);
    });
  }

  test('requests under way at the same time share nothing', async () => {
    const api = new ApiClient(options);
    const token = await issuer.mint({ claims });
    const [first, second] = await Promise.all([verify(token, api), verify(token, api)]);
    const before = structuredClone(second);
    bend(first);
    expect(second).toEqual(before);
  });

  test('verifyAccessToken gives copies, too', async () => {
    const api = new ApiClient(options);
    const token = await issuer.mint({ claims });
    const first = await api.verifyAccessToken(token);
    const before = structuredClone(first);
    Object.assign(first.claims, { sub: 'evil', aud: [], exp: 0 });
    Object.assign(first.header, { alg: 'none' });
    expect(await api.verifyAccessToken(token)).toEqual(before);
    expect((await verify(token, api)).claims).toEqual(before.claims);
  });

  test("a success's headers are the answer's own", async () => {
    const api = new ApiClient(options);
    const headers = { authorization: `Bearer ${await issuer.mint()}` };
    const request = { method: 'GET', url: 'https://api.test/', headers };
    const first = await api.authenticate(request);
    if (!first.ok) expect.fail(first.error.reason);
    first.headers['vary'] = 'changed';
    expect(await api.authenticate(request)).toMatchObject({
      headers: { 'cache-control': 'private', vary: 'Authorization, DPoP' },
    });
  });
});
