import type { Server } from 'node:http';
import { createTestIssuer } from '@holdfast/auth-testing';
import type { Hono } from 'hono';
import Koa from 'koa';
import { afterEach, describe, expect, test, vi } from 'vitest';

type Ask = (path: string, token?: string) => Promise<Response>;

const audience = 'https://api.example.com';
const loopbackFetch = globalThis.fetch;

afterEach(() => {
  vi.doUnmock('@hono/node-server');
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function fieldsWith(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function askHono(app: Pick<Hono, 'request'>): Ask {
  return async (path, token) => app.request(path, { headers: fieldsWith(token) });
}

function askKoa(app: { listen: (...given: [number, string]) => Server }): Ask {
  return async (path, token) => {
    const server = app.listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await loopbackFetch(`http://127.0.0.1:${port}${path}`, {
      headers: { connection: 'close', ...fieldsWith(token) },
    });
    const copy = new Response(await answer.text(), answer);
    await new Promise((closed) => server.close(closed));
    return copy;
  };
}

// Both listen on a fixed port; the tests want a free one.
async function quickStartOfHono(): Promise<Ask> {
  const serve = vi.fn<(options: Pick<Hono, 'fetch'>) => void>();
  vi.doMock('@hono/node-server', () => ({ serve }));
  await import('../src/hono.ts');
  const [{ fetch } = { fetch: undefined }] = serve.mock.calls[0] ?? [];
  return async (path, token) =>
    (await fetch?.(new Request(`${audience}${path}`, { headers: fieldsWith(token) }))) as Response;
}

async function quickStartOfKoa(): Promise<Ask> {
  const listen = vi.spyOn(Koa.prototype, 'listen').mockReturnValue(undefined as never);
  await import('../src/koa.ts');
  const [app] = listen.mock.contexts;
  listen.mockRestore();
  return askKoa(app as Koa);
}

const FRAMEWORKS = [
  {
    name: 'Hono',
    quickStart: quickStartOfHono,
    claims: async () => askHono((await import('../src/hono-claims.ts')).app),
    onError: async () => askHono((await import('../src/hono-on-error.ts')).app),
  },
  {
    name: 'Koa',
    quickStart: quickStartOfKoa,
    claims: async () => askKoa((await import('../src/koa-claims.ts')).app),
    onError: async () => askKoa((await import('../src/koa-on-error.ts')).app),
  },
];

describe.each(FRAMEWORKS)('the examples of $name run', ({ quickStart, claims, onError }) => {
  test('the quick start', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const ask = await quickStart();
    const token = await issuer.mint({ audience, scope: 'read:messages', subject: 'alice' });
    const good = await ask('/messages', token);
    expect([good.status, await good.json()]).toEqual([200, { caller: 'alice' }]);
    expect((await ask('/messages', await issuer.mint({ audience }))).status).toBe(403);
    const bare = await ask('/messages');
    expect([bare.status, bare.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="api", DPoP algs="ES256"',
    ]);
  });

  test('typed claims and metadata', async () => {
    const issuer = await createTestIssuer({ issuer: 'https://login.example.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const ask = await claims();
    const token = await issuer.mint({ audience, claims: { org_id: 'org_1' } });
    expect(await (await ask('/organization', token)).json()).toEqual({ organization: 'org_1' });
    expect((await ask('/organization', await issuer.mint({ audience }))).status).toBe(401);
    const metadata = await ask('/.well-known/oauth-protected-resource');
    expect(await metadata.json()).toMatchObject({ resource: 'https://api.example.com' });
  });

  test('onError', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const answer = await (await onError())('/');
    expect(await answer.json()).toMatchObject({ error: 'unauthorized' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="api", DPoP algs="ES256"');
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ reason: 'missing_authorization' });
  });
});
