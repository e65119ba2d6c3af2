import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@holdfast/auth-testing';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Express } from 'express';
import { exportPKCS8, generateKeyPair } from 'jose';
import type Koa from 'koa';
import { afterEach, describe, expect, test, vi } from 'vitest';

type Serve = (token: string) => Promise<Response>;

const audience = 'https://api.example.com';
const loopbackFetch = globalThis.fetch;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** What reached the token endpoint and the API behind. */
interface Seen {
  readonly forms: URLSearchParams[];
  readonly credentials: Array<string | null>;
  readonly tokens: Array<string | null>;
}

/** Stands in for an authorization server that exchanges tokens, and for the API that they are for. */
async function world(
  exchange = () => Response.json({ access_token: 'exchanged', expires_in: 300 }),
): Promise<{ mint: () => Promise<string>; seen: Seen }> {
  const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
  const seen: Seen = { forms: [], credentials: [], tokens: [] };
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    if (url === 'https://orders.example.com/') {
      seen.tokens.push(headers.get('authorization'));
      return Response.json({ orders: 3 });
    }
    if (url !== 'https://tenant.eu.auth0.com/oauth/token') return await issuer.fetch(url, init);
    seen.forms.push(new URLSearchParams(String(init?.body)));
    seen.credentials.push(headers.get('authorization'));
    return exchange();
  });
  return { seen, mint: () => issuer.mint({ audience, subject: 'alice' }) };
}

const authorization = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
});

function overHttp(listener: Express | ReturnType<Koa['callback']>): Serve {
  return async (token) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
    try {
      const response = await loopbackFetch(url, { headers: authorization(token) });
      return new Response(await response.text(), response);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
}

const FRAMEWORKS: ReadonlyArray<{ name: string; load: () => Promise<Serve>; answer: unknown }> = [
  {
    name: 'Express',
    load: async () => overHttp((await import('../src/on-behalf-of.ts')).app),
    answer: { orders: 3 },
  },
  {
    name: 'Koa',
    load: async () => overHttp((await import('../src/koa-on-behalf-of.ts')).app.callback()),
    answer: { orders: 3 },
  },
  {
    name: 'Hono',
    load: async () => {
      const { app } = await import('../src/hono-on-behalf-of.ts');
      return async (token) => app.request('/orders', { headers: authorization(token) });
    },
    answer: { orders: 3 },
  },
  {
    name: 'tRPC',
    load: async () => {
      const { router, createContext } = await import('../src/trpc-on-behalf-of.ts');
      return (token) =>
        fetchRequestHandler({
          endpoint: '/',
          req: new Request(`${audience}/orders`, { headers: authorization(token) }),
          router,
          createContext,
        });
    },
    answer: { result: { data: { orders: 3 } } },
  },
];

describe.each(FRAMEWORKS)('the example of $name', ({ load, answer }) => {
  test('verifies, exchanges on behalf of the caller, and calls the other API', async () => {
    vi.stubEnv('CLIENT_SECRET', 'a-secret');
    const { seen, mint } = await world();
    const serve = await load();
    const token = await mint();
    const response = await serve(token);
    expect([response.status, await response.json()]).toEqual([200, answer]);
    expect(seen.forms.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: token,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        audience: 'https://orders.example.com',
      },
    ]);
    expect(seen.credentials).toEqual([`Basic ${btoa('my-api:a-secret')}`]);
    expect(seen.tokens).toEqual(['Bearer exchanged']);
    expect((await serve(`${token}x`)).status).toBe(401);
    expect(seen.forms).toHaveLength(1);
  });

  test('answers 502 where the exchange fails: the token of the caller is good', async () => {
    vi.stubEnv('CLIENT_SECRET', 'a-secret');
    const { mint } = await world(() =>
      Response.json(
        { error: 'invalid_client', error_description: 'words of its own' },
        { status: 401 },
      ),
    );
    const log = vi.spyOn(console, 'warn').mockReturnValue();
    const response = await (await load())(await mint());
    expect(response.status).toBe(502);
    const answer = await response.text();
    expect(answer).toContain('orders_unavailable');
    expect(answer).not.toContain('words of its own');
    expect(log.mock.calls).toMatchObject([[{ code: 'invalid_client', statusCode: 401 }]]);
    log.mockRestore();
  });
});

test('exchanges.ts', async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  vi.stubEnv('CLIENT_KEY', await exportPKCS8(privateKey));
  const { seen } = await world();
  const { tokenForSession, tokenForCalendar } = await import('../src/exchanges.ts');
  expect(await tokenForSession('a-session')).toBe('exchanged');
  expect(await tokenForSession('a-session')).toBe('exchanged');
  expect(await tokenForCalendar('a-token')).toBe('exchanged');
  const [profile, connection, ...more] = seen.forms.map((form) => Object.fromEntries(form));
  expect(more).toEqual([]);
  expect(profile).toMatchObject({
    subject_token: 'a-session',
    subject_token_type: 'urn:example:legacy-session',
    audience: 'https://orders.example.com',
    scope: 'read:orders',
    client_assertion: expect.any(String),
  });
  expect(connection).toMatchObject({ subject_token: 'a-token', connection: 'google-oauth2' });
});
