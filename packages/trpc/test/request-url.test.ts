import type { ResourceRequest } from '@holdfast/auth-core';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { trpcAuth } from '../src/index.ts';
import type { NodeRequest } from '../src/node-request.ts';
import { ADAPTER_NAMES, serve } from './adapters.ts';
import { createApi, t } from './setting.ts';

// What Express tells of a request that a proxy has sent to 10.0.0.1:81.
const PROXIED = {
  headers: { host: '10.0.0.1:81' },
  protocol: 'https',
  originalUrl: '/trpc/a',
  url: '/a',
};
// Has req.param(), and a req.host that is deprecated and has no port.
const EXPRESS_4 = { param: () => undefined, host: 'deprecated.test' };

type NodeParts = Pick<NodeRequest, 'headers' | 'url'> & Partial<NodeRequest>;

/** The request that the core sees. */
async function seenBy(run: (app: ReturnType<typeof createApp>) => Promise<unknown>) {
  const app = createApp();
  const admit = vi.spyOn(app.api, 'admit');
  await run(app);
  return admit.mock.calls[0]?.[0] as ResourceRequest;
}

function createApp() {
  const api = createApi();
  const { authenticated, createContext } = trpcAuth(api);
  const procedure = t.procedure.use(authenticated);
  const caller = procedure.query(() => 'passed');
  const router = t.router({ caller, change: procedure.mutation(() => 'passed') });
  return { api, router, createContext, allowMethodOverride: true };
}

const closing: Array<() => Promise<void>> = [];
afterAll(async () => {
  for (const close of closing) await close();
});

describe.each(ADAPTER_NAMES)('the URL and the method through the %s adapter', (name) => {
  const CALLS: ReadonlyArray<readonly [id: string, method: string, path: string]> = [
    ['of a query', 'GET', '/caller?input=%7B%7D'],
    ['of a query by POST', 'POST', '/caller'],
    ['of a mutation', 'POST', '/change'],
    ['of a batch', 'GET', '/caller,caller?batch=1&input=%7B%7D'],
  ];
  test.each(CALLS)('%s are those of the HTTP request', async (_id, method, path) => {
    let url = '';
    const request = await seenBy(async (app) => {
      const served = await serve(name, app);
      closing.push(served.close);
      url = served.url + path;
      await fetch(url, { method, headers: { 'content-type': 'application/json' } });
    });
    expect([request.method, request.url]).toEqual([method, url]);
  });
});

describe('the host that tells Express of a proxy (X-Forwarded-Host)', () => {
  const CASES: ReadonlyArray<readonly [id: string, trustProxy: boolean, origin?: string]> = [
    ['counts where the proxy is trusted', true, 'https://api.example.com:8443'],
    ['counts for nothing otherwise', false],
  ];
  test.for(CASES)('%s', async ([, trustProxy, origin]) => {
    let here = '';
    const request = await seenBy(async (app) => {
      const served = await serve('Express', { ...app, trustProxy });
      closing.push(served.close);
      here = new URL(served.url).origin;
      const headers = {
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'api.example.com:8443, 10.0.0.1',
      };
      await fetch(`${served.url}/caller`, { headers });
    });
    expect(request.url).toBe(`${origin ?? here}/trpc/caller`);
  });
});

describe('the URL of a Node request', () => {
  const CASES: ReadonlyArray<readonly [id: string, req: NodeParts, url: string]> = [
    ['plain', { headers: { host: 'api.test:81' }, url: '/a?b' }, 'http://api.test:81/a?b'],
    [
      'TLS',
      { headers: { host: 'api.test' }, url: '/a', socket: { encrypted: true } },
      'https://api.test/a',
    ],
    [
      'HTTP/2',
      { headers: { ':authority': 'api.test' }, url: '/a', socket: { encrypted: true } },
      'https://api.test/a',
    ],
    [
      'HTTP/2 with a Host that names another (RFC 9113 section 8.3.1)',
      { headers: { ':authority': 'api.test', host: 'evil.test' }, url: '/a' },
      'http://api.test/a',
    ],
    [
      'Express 5 behind a proxy that it trusts',
      { ...PROXIED, hostname: 'api.test', host: 'api.test:8443' },
      'https://api.test:8443/trpc/a',
    ],
    [
      'Express 4 behind a proxy that it trusts: no port, least of all that of the proxy',
      { ...PROXIED, hostname: 'api.test', ...EXPRESS_4 },
      'https://api.test/trpc/a',
    ],
    [
      'Express 4 behind a proxy that keeps the Host field',
      { ...PROXIED, hostname: '10.0.0.1', ...EXPRESS_4 },
      'https://10.0.0.1:81/trpc/a',
    ],
    [
      'Express 4 without a host',
      { ...PROXIED, headers: {}, hostname: undefined, ...EXPRESS_4 },
      '/trpc/a',
    ],
    [
      'an absolute target (RFC 9112 section 3.2.2)',
      { headers: { host: 'api.test' }, url: 'http://evil.test/a' },
      'http://api.test/a',
    ],
    ['no host', { headers: {}, url: '/a' }, '/a'],
    [
      'a host that would be a path (RFC 9110 section 7.2)',
      { headers: { host: 'api.test/b?' }, url: '/a' },
      '/a',
    ],
    [
      'a forwarded field, which is not read',
      {
        headers: {
          host: 'api.test',
          'x-forwarded-host': 'evil.test',
          'x-forwarded-proto': 'https',
        },
        url: '/a',
      },
      'http://api.test/a',
    ],
  ];
  test.each(CASES)('%s', async (_id, given, url) => {
    const res = { headersSent: false, getHeader: () => undefined, setHeader: () => {} };
    const req = { method: 'GET', rawHeaders: [], ...given };
    const request = await seenBy(async ({ router, createContext }) => {
      const call = router.createCaller({ ...createContext({ req, res }), app: 'things' });
      await expect(call.caller()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    });
    expect(request.url).toBe(url);
  });

  test('its header fields are those that came, repeated ones too', async () => {
    const rawHeaders = ['Authorization', 'Bearer a', 'X-App', '1', 'AUTHORIZATION', 'Bearer b'];
    const res = { headersSent: false, getHeader: () => undefined, setHeader: () => {} };
    const req = { method: 'GET', url: '/', headers: { authorization: 'Bearer a' }, rawHeaders };
    const { router, createContext } = createApp();
    const call = router.createCaller({ ...createContext({ req, res }), app: 'things' });
    await expect(call.caller()).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { reason: 'repeated_authorization' },
    });
  });
});
