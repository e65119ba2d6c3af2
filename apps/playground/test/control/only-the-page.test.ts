import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Control } from './control.ts';
import { startControl } from './control.ts';

let control: Control;
beforeAll(async () => {
  control = await startControl();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => control?.stop());

const JSON_TYPE = 'application/json';

interface Sent {
  readonly origin?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Got {
  readonly status: number | undefined;
  readonly names: readonly string[];
}

// `fetch` writes the Host field itself.
function send(order: Sent): Promise<Got> {
  const { origin = control.places.page, method = 'GET', path = '/control/setting' } = order;
  const { headers, body } = order;
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { method, headers, agent: false });
    sent.once('error', reject);
    sent.once('response', (response) => {
      resolve({ status: response.statusCode, names: Object.keys(response.headers) });
      response.resume();
    });
    sent.end(body);
  });
}

/** In place of PORT stands the server's own. */
const here = (text: string): string => text.replace('PORT', new URL(control.places.page).port);

describe('the host that is asked for', () => {
  it.each([
    { host: '127.0.0.1:PORT', status: 200 },
    { host: 'localhost:PORT', status: 200 },
    { host: '127.0.0.1', status: 421 },
    { host: '127.0.0.1:1', status: 421 },
    { host: 'rebound.example:PORT', status: 421 },
    { host: 'localhost.example:PORT', status: 421 },
    { host: '127.0.0.1:PORT.example', status: 421 },
  ])('$host: $status', async ({ host, status }) => {
    for (const path of ['/control/setting', '/control/events?request=a']) {
      expect((await send({ path, headers: { host: here(host) } })).status).toBe(status);
    }
  });

  it.each([
    { server: 'issuer', path: '/jwks', status: 200 },
    { server: 'api', path: '/health', status: 200 },
    { server: 'koa', path: '/health', status: 200 },
    { server: 'hono', path: '/health', status: 200 },
    { server: 'trpc', path: '/health', status: 200 },
    { server: 'archive', path: '/records', status: 401 },
  ] as const)('is the server that answers: $server', async ({ server, path, status }) => {
    const origin = control.places[server];
    const { port } = new URL(origin);
    const hosts = [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `rebound.example:${port}`,
      '127.0.0.1',
    ];
    const answers = hosts.map((host) => send({ origin, path, headers: { host } }));
    const statuses = (await Promise.all(answers)).map((got) => got.status);
    expect(statuses).toEqual([status, status, 421, 421]);
  });

  it.each(['/', '/control/authorization-server'])('counts for every path: %s', async (path) => {
    const host = here('rebound.example:PORT');
    expect((await send({ path, headers: { host } })).status).toBe(421);
  });
});

describe('what changes something', () => {
  const good = { origin: 'http://127.0.0.1:PORT', 'content-type': JSON_TYPE };
  it.each([
    { id: 'of the page', headers: good, status: 200 },
    {
      id: 'of the page, with a charset',
      headers: { ...good, 'content-type': `${JSON_TYPE}; charset=utf-8` },
      status: 200,
    },
    { id: 'without an origin', headers: { 'content-type': JSON_TYPE }, status: 403 },
    { id: 'of a page without an origin', headers: { ...good, origin: 'null' }, status: 403 },
    { id: 'of another site', headers: { ...good, origin: 'https://evil.example' }, status: 403 },
    {
      id: 'of another port',
      headers: { ...good, origin: 'http://127.0.0.1:1' },
      status: 403,
    },
    { id: 'as a form could', headers: { ...good, 'content-type': 'text/plain' }, status: 415 },
    { id: 'without a type', headers: { origin: good.origin }, status: 415 },
    {
      id: 'in a charset that nobody knows',
      headers: { ...good, 'content-type': `${JSON_TYPE}; charset=foo` },
      status: 415,
    },
  ])('$id: $status', async ({ headers, status }) => {
    for (const path of ['/control/tokens', '/control/authorization-server', '/control/relay']) {
      const body = ORDERS[path] ?? '';
      const origin = headers.origin === undefined ? {} : { origin: here(headers.origin) };
      const got = await send({ method: 'POST', path, headers: { ...headers, ...origin }, body });
      expect(got.status, path).toBe(status);
    }
  });

  it.each([
    { id: 'no JSON', body: '{', status: 400 },
    {
      id: 'too deep',
      body: `{"claims":{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`,
      status: 400,
    },
    { id: 'too much', body: JSON.stringify({ claims: { a: 'a'.repeat(65_536) } }), status: 413 },
  ])('in a body that is $id: $status', async ({ body, status }) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const headers = { ...good, origin: here(good.origin) };
    const got = await send({ method: 'POST', path: '/control/tokens', headers, body });
    expect(got.status).toBe(status);
    expect(printed).not.toHaveBeenCalled();
  });
});

const ORDERS: Readonly<Record<string, string>> = {
  '/control/tokens': '{}',
  '/control/authorization-server': '{"action":"start"}',
  '/control/relay': '{"api":"koa","method":"GET","path":"/health","headers":[]}',
};

it.each([
  { id: 'a request', method: 'GET' },
  { id: 'a preflight', method: 'OPTIONS' },
])('no other site may read an answer: $id', async ({ method }) => {
  const origin = 'https://evil.example';
  const headers = { origin, 'access-control-request-method': 'POST' };
  const { names } = await send({ method, headers });
  expect(names).toContain('content-security-policy');
  expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
});
