import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../server/authorization-server/authorization-server.ts';
import { pageServer } from '../server/page/page-server.ts';
import { close, listen } from '../server/ports.ts';
import { SwitchableServer } from '../server/switchable-server.ts';
import { EventLog } from '../server/watch/event-log.ts';

const SETTING = {
  issuer: 'http://127.0.0.1:4000',
  apis: {
    express: 'http://127.0.0.1:4001',
    koa: 'http://127.0.0.1:4002',
    hono: 'http://127.0.0.1:4003',
    trpc: 'http://127.0.0.1:4004',
  },
  archive: 'http://127.0.0.1:4005',
  replayStore: 'memory',
  keyCache: { maxAge: 30, staleIfError: 60, cooldown: 1 },
} as const;

const servers: Server[] = [];
let folder: string;
let built: string;
let unbuilt: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '.holdfast-page-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'void 0');
  built = await serve(folder);
  unbuilt = await serve(join(folder, 'nothing'));
});
afterAll(async () => {
  for (const server of servers) await close(server);
  await rm(folder, { recursive: true });
});

async function serve(folder: string): Promise<string> {
  const server = createServer();
  servers.push(server);
  const origin = await listen(server, 0);
  const controlled = {
    setting: SETTING,
    server: new SwitchableServer(server),
    authorizationServer: await createAuthorizationServer(SETTING.issuer),
    log: new EventLog(Date.now),
    oldNonce: async () => '',
  };
  server.on('request', pageServer({ origin, controlled, folder }));
  return origin;
}

const HTML = 'text/html,*/*;q=0.8';
const IMMUTABLE = 'public, max-age=31536000, immutable';

describe('the built page', () => {
  it.each([
    { id: 'the page', path: '/', accept: HTML, is: ['text/html; charset=utf-8', 'no-store'] },
    {
      id: 'a deep link',
      path: '/attack/replay?framework=koa',
      accept: HTML,
      is: ['text/html; charset=utf-8', 'no-store'],
    },
    {
      id: 'the file',
      path: '/index.html',
      accept: HTML,
      is: ['text/html; charset=utf-8', 'no-store'],
    },
    {
      id: 'a part',
      path: '/assets/index-abc.js',
      accept: '*/*',
      is: ['text/javascript; charset=utf-8', IMMUTABLE],
    },
    {
      id: 'a file of a fixed name',
      path: '/icon.svg',
      accept: '*/*',
      is: ['image/svg+xml', 'no-store'],
    },
  ])('answers $id', async ({ path, accept, is }) => {
    const response = await fetch(built + path, { headers: { accept } });
    expect(response.status).toBe(200);
    const { headers } = response;
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(is);
  });

  it.each([
    { id: 'a part of an older build', method: 'GET', path: '/assets/index-old.js', accept: HTML },
    { id: 'what is no page', method: 'GET', path: '/nothing', accept: 'application/json' },
    { id: 'a form', method: 'POST', path: '/', accept: HTML },
    { id: 'a file above', method: 'GET', path: '/%2e%2e/package.json', accept: 'image/png' },
  ])('has nothing else: $id', async ({ method, path, accept }) => {
    const response = await fetch(built + path, { method, headers: { accept } });
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['/attack/%E0%A4%A', '/assets/%E0%A4%A', '/%'])('has no address %s', async (path) => {
    const response = await fetch(built + path, { headers: { accept: HTML } });
    expect([400, 404]).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('is at home at 127.0.0.1, where signing in leads back to', async () => {
    const url = `${built.replace('127.0.0.1', 'localhost')}/exchange?a=b`;
    const response = await fetch(url, { headers: { accept: HTML }, redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(`${built}/exchange?a=b`);
  });
});

it('says which command builds the page where it is not built', async () => {
  const response = await fetch(unbuilt, { headers: { accept: HTML } });
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toContain('    node scripts/pnpm.mjs run build:playground\n');
});

it.each([
  { id: 'the page', path: '/' },
  { id: 'a part', path: '/assets/index-abc.js' },
  { id: 'a miss', path: '/assets/none' },
  { id: 'the control API', path: '/control/setting' },
  { id: 'a refusal of it', path: '/control/nothing' },
])('says what a browser may do with it: $id', async ({ path }) => {
  const { headers } = await fetch(built + path);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('content-security-policy')?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' http://127.0.0.1:4000 http://127.0.0.1:4001 http://127.0.0.1:4002 http://127.0.0.1:4003 http://127.0.0.1:4004",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
  ]);
});
