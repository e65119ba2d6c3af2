import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

const loopbackFetch = globalThis.fetch;

async function send(app: RequestListener, path: string, init: RequestInit): Promise<Response> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await loopbackFetch(`http://127.0.0.1:${port}${path}`, init);
    return new Response(await response.text(), response);
  } finally {
    server.close();
  }
}

describe('guards.ts', () => {
  const now = (): number => Math.floor(Date.now() / 1000);
  const ROWS: readonly (readonly [method: string, path: string, good: object, refusal: number])[] =
    [
      ['GET', '/messages', { scope: 'read:messages' }, 403],
      ['GET', '/search', { scope: 'search' }, 403],
      ['DELETE', '/messages', { permissions: ['delete:messages'] }, 403],
      ['GET', '/blue', { tenant: 'blue' }, 403],
      ['GET', '/staff', { roles: ['active', 'staff'] }, 403],
      ['GET', '/adults', { age: 18 }, 403],
      ['POST', '/payments', { acr: 'mfa', auth_time: now() }, 401],
    ];
  test.each(ROWS)('%s %s', async (method, path, claims, refusal) => {
    const issuer = await createTestIssuer({ issuer: 'https://tenant.eu.auth0.com/' });
    vi.stubGlobal('fetch', issuer.fetch);
    const { app } = await import('../src/guards.ts');
    const audience = 'https://api.example.com';
    const statusFor = async (given: object): Promise<number> => {
      const token = await issuer.mint({ audience, claims: { ...given } });
      const headers = { authorization: `Bearer ${token}` };
      return (await send(app, path, { method, headers })).status;
    };
    expect([await statusFor(claims), await statusFor({})]).toEqual([200, refusal]);
    vi.resetModules();
  });
});

test('resource-metadata.ts', async () => {
  const { app } = await import('../src/resource-metadata.ts');
  const url = 'https://api.example.com/.well-known/oauth-protected-resource/mcp';
  const refused = await send(app, '/mcp', {});
  expect(refused.headers.get('www-authenticate')).toContain(`resource_metadata="${url}"`);
  const document = await send(app, new URL(url).pathname, {});
  expect(await document.json()).toMatchObject({
    resource: 'https://api.example.com/mcp',
    authorization_servers: ['https://tenant.eu.auth0.com/'],
    scopes_supported: ['notes:read'],
  });
});
