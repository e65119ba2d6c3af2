import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { trpcAuth } from '@holdfast/auth-trpc';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import express from 'express';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { handle } from '../src/without-a-framework.ts';

const ROOT = new URL('../../../', import.meta.url);
const READMES = [
  'README.md',
  'docs/migrating.md',
  'packages/core/README.md',
  'packages/express/README.md',
  'packages/hono/README.md',
  'packages/koa/README.md',
  'packages/redis/README.md',
  'packages/trpc/README.md',
];
const EXAMPLES = new URL('../src/', import.meta.url);

const examples = new Set(
  readdirSync(EXAMPLES).map((name) => readFileSync(new URL(name, EXAMPLES), 'utf8')),
);

function codeBlocks(path: string): string[] {
  const text = readFileSync(new URL(path, ROOT), 'utf8');
  return [...text.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1] ?? '');
}

describe.each(READMES)('the examples of %s', (path) => {
  const blocks = codeBlocks(path);

  test('are there', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  test.each(blocks.map((block) => [block]))('are compiled files of this package: %s', (block) => {
    expect(examples).toContain(block);
  });
});

test('every example is shown', () => {
  const shown = new Set(READMES.flatMap(codeBlocks));
  expect([...examples].filter((example) => !shown.has(example))).toEqual([]);
});

describe('each example runs', () => {
  afterEach(() => {
    vi.doUnmock('redis');
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  async function get(app: express.Express, path: string, token?: string): Promise<Response> {
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const headers: Record<string, string> =
        token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await loopbackFetch(`http://127.0.0.1:${port}${path}`, { headers });
      return new Response(await response.text(), response);
    } finally {
      server.close();
    }
  }

  const loopbackFetch = globalThis.fetch;
  const audience = 'https://api.example.com';

  test('quick-start.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    // The example listens on a fixed port; the test wants a free one.
    const listen = vi.spyOn(express.application, 'listen').mockReturnValue(undefined as never);
    await import('../src/quick-start.ts');
    const app = listen.mock.contexts[0] as unknown as express.Express;
    const good = await get(
      app,
      '/messages',
      await issuer.mint({ audience, scope: 'read:messages', subject: 'alice' }),
    );
    expect([good.status, await good.json()]).toEqual([200, { caller: 'alice' }]);
    expect((await get(app, '/messages', await issuer.mint({ audience }))).status).toBe(403);
    const bare = await get(app, '/messages');
    expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="api", DPoP algs="ES256"',
    ]);
  });

  test('without-a-framework.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const token = await issuer.mint({ audience, clientId: 'shop' });
    const request = new Request('https://api.example.com/', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await (await handle(request)).json()).toEqual({ caller: 'shop' });
    expect((await handle(new Request('https://api.example.com/'))).status).toBe(401);
  });

  test('typed-claims.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://login.example.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const { app } = await import('../src/typed-claims.ts');
    const claims = { org_id: 'org_1' };
    const good = await get(app, '/organization', await issuer.mint({ audience, claims }));
    expect(await good.json()).toEqual({ organization: 'org_1' });
    expect((await get(app, '/organization', await issuer.mint({ audience }))).status).toBe(401);
  });

  test('operator-log.ts', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { app } = await import('../src/operator-log.ts');
    const response = await get(app, '/');
    expect(await response.json()).toMatchObject({ error: 'unauthorized' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="api", DPoP algs="ES256"');
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ reason: 'missing_authorization' });
  });

  test('dpop.ts', async () => {
    vi.stubEnv('DPOP_NONCE_SECRET', 'x'.repeat(32));
    const { api } = await import('../src/dpop.ts');
    vi.unstubAllEnvs();
    const result = await api.authenticate(new Request('http://10.0.0.1/messages'));
    expect(result).toMatchObject({
      ok: false,
      response: { status: 401, headers: { 'www-authenticate': 'DPoP algs="ES256"' } },
    });
  });

  test('dpop-on-some-routes.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const { app } = await import('../src/dpop-on-some-routes.ts');
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = await createDpopClient({ fetch: loopbackFetch });
    const scope = 'pay read:messages';
    const bearer = { authorization: `Bearer ${await issuer.mint({ audience, scope })}` };
    const bound = await issuer.mint({ audience, scope, dpopKey: client });
    const dpop = { authorization: `DPoP ${bound}` };
    const pay = { method: 'POST' };
    const refused = await loopbackFetch(`${origin}/payments`, { ...pay, headers: bearer });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'DPoP algs="ES256"',
    ]);
    const paid = await client.fetch(`${origin}/payments`, { ...pay, headers: dpop });
    expect([paid.status, await paid.json()]).toEqual([200, { done: true }]);
    for (const headers of [bearer, dpop]) {
      const send = headers === dpop ? client.fetch : loopbackFetch;
      expect((await send(`${origin}/messages`, { headers })).status).toBe(200);
    }
    server.closeAllConnections();
    server.close();
  });

  test('migrated.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const { app } = await import('../src/migrated.ts');
    const token = (tenant: string): Promise<string> =>
      issuer.mint({ audience, scope: 'read:messages', subject: 'alice', claims: { tenant } });
    const good = await get(app, '/messages', await token('blue'));
    expect([good.status, await good.json()]).toEqual([200, { caller: 'alice' }]);
    expect((await get(app, '/messages', await token('red'))).status).toBe(403);
  });

  test('several-issuers.ts', async () => {
    const partner = await createTestIssuer({
      issuer: 'https://partner.example.net',
      algorithm: 'ES256',
    });
    vi.stubGlobal('fetch', partner.fetch);
    const { api } = await import('../src/several-issuers.ts');
    const token = await partner.mint({ audience: 'urn:partner:api' });
    const { claims } = await api.verifyAccessToken(token);
    expect(claims.iss).toBe('https://partner.example.net');
    await expect(api.verifyAccessToken(await partner.mint({ audience }))).rejects.toMatchObject({
      reason: 'audience_mismatch',
    });
  });

  test('trpc.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    // The example listens on a fixed port; the test wants a free one.
    const listen = vi.spyOn(Server.prototype, 'listen').mockReturnThis();
    await import('../src/trpc.ts');
    const server = listen.mock.contexts[0] as Server;
    listen.mockRestore();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const call = async (path: string, headers: Record<string, string> = {}) => {
      const response = await loopbackFetch(`${url}/${path}`, { headers });
      return [response.status, ((await response.json()) as { result?: unknown }).result];
    };
    try {
      const token = await issuer.mint({ audience, scope: 'read:messages', subject: 'alice' });
      const poor = await issuer.mint({ audience });
      expect(await call('health')).toEqual([200, { data: 'ok' }]);
      expect(await call('messages', { authorization: `Bearer ${token}` })).toEqual([
        200,
        { data: { caller: 'alice' } },
      ]);
      expect(await call('messages', { authorization: `Bearer ${poor}` })).toEqual([403, undefined]);
      expect(await call('messages')).toEqual([401, undefined]);
    } finally {
      server.close();
    }
  });

  test('trpc-context.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://login.example.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const { handle: serve } = await import('../src/trpc-context.ts');
    const claims = { org_id: 'org_1' };
    const authorization = `Bearer ${await issuer.mint({ audience, claims })}`;
    const url = 'https://api.example.com/trpc/organization';
    const answer = await serve(new Request(url, { headers: { authorization } }));
    expect(await answer.json()).toEqual({ result: { data: 'Example Inc.' } });
    const refused = await serve(new Request(url));
    expect(refused.headers.get('www-authenticate')).toContain('resource_metadata=');
    const metadata = 'https://api.example.com/.well-known/oauth-protected-resource';
    expect(await (await serve(new Request(metadata))).json()).toMatchObject({
      authorization_servers: ['https://login.example.com/'],
    });
  });

  test('trpc-error-formatter.ts', async () => {
    const { t } = await import('../src/trpc-error-formatter.ts');
    const { createContext, authenticated } = trpcAuth({
      issuer: 'https://login.example.com/',
      audience,
    });
    const answer = await fetchRequestHandler({
      endpoint: '/',
      req: new Request('https://api.example.com/caller'),
      router: t.router({ caller: t.procedure.use(authenticated).query(() => 'passed') }),
      createContext,
    });
    expect(await answer.json()).toMatchObject({
      error: {
        data: { error: 'unauthorized', challenge: 'Bearer realm="api", DPoP algs="ES256"' },
      },
    });
  });

  test('shared-replay-store.ts', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const keys = new Set<string>();
    const set = async (key: string) => (keys.size < keys.add(key).size ? 'OK' : null);
    const connect = vi.fn(async () => {});
    vi.doMock('redis', () => ({ createClient: () => ({ set, connect, on: () => {} }) }));
    const { app } = await import('../src/shared-replay-store.ts');
    const client = await createDpopClient();
    const accessToken = await issuer.mint({ audience, dpopKey: client });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const dpop = await client.proof({ method: 'GET', url, accessToken });
      const headers = { authorization: `DPoP ${accessToken}`, dpop };
      const statuses = [];
      for (let copy = 0; copy < 2; copy++) {
        const response = await loopbackFetch(url, { headers });
        await response.arrayBuffer();
        statuses.push(response.status);
      }
      expect(statuses).toEqual([200, 401]);
      expect([...keys]).toEqual([expect.stringMatching(/^holdfast:dpop:[\w-]{40}$/)]);
      expect(connect).toHaveBeenCalledOnce();
    } finally {
      server.close();
    }
  });
});
