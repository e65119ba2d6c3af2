import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MACHINE, RESOURCE } from '../../server/parties.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const PAGE_ORIGIN = 'http://127.0.0.1:4006';

const token = (origin: string, secret: string): Promise<Response> =>
  fetch(`${server.issuer}/token`, {
    method: 'POST',
    headers: { origin, authorization: `Basic ${btoa(`${MACHINE.id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: RESOURCE }),
  });

const allowed = ({ headers }: Response): string | null =>
  headers.get('access-control-allow-origin');

describe('the token endpoint, asked by a script of another origin', () => {
  it('is announced by the preflight, with proofs and credentials of clients', async () => {
    const response = await fetch(`${server.issuer}/token`, {
      method: 'OPTIONS',
      headers: {
        origin: PAGE_ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,dpop',
      },
    });
    expect(response.status).toBe(204);
    expect(allowed(response)).toBe(PAGE_ORIGIN);
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,dpop');
  });

  it.each([PAGE_ORIGIN, 'http://localhost:4006'])('answers %s', async (origin) => {
    const response = await token(origin, MACHINE.secret);
    expect([response.status, allowed(response)]).toEqual([200, origin]);
  });

  it('lets refusals be read too', async () => {
    const response = await token(PAGE_ORIGIN, 'wrong');
    expect([response.status, allowed(response)]).toEqual([401, PAGE_ORIGIN]);
    expect(response.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  it.each([
    'https://elsewhere.example',
    'http://127.0.0.1.elsewhere.example',
    'https://127.0.0.1:4006',
    'http://127.1:4006',
    'http://user@127.0.0.1:4006',
    'null',
  ])('refuses %s, and lets it read nothing', async (origin) => {
    const response = await token(origin, MACHINE.secret);
    expect([response.status, allowed(response)]).toEqual([400, null]);
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
  });
});

describe('what is open to scripts of every origin', () => {
  it.each([
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
    '/jwks',
  ])('%s', async (path) => {
    const response = await fetch(server.issuer + path, { headers: { origin: PAGE_ORIGIN } });
    expect([response.status, allowed(response)]).toEqual([200, PAGE_ORIGIN]);
  });
});

describe('the calendar, asked by a script', () => {
  const events = (origin: string): Promise<Response> =>
    fetch(`${server.issuer}/calendar/events`, { headers: { origin } });

  it.each([
    { origin: PAGE_ORIGIN, expected: PAGE_ORIGIN },
    { origin: 'https://elsewhere.example', expected: null },
    { origin: 'http://127.1:4006', expected: null },
  ])('of $origin', async ({ origin, expected }) => {
    expect(allowed(await events(origin))).toBe(expected);
  });

  it('lets its challenges be read', async () => {
    const { headers } = await events(PAGE_ORIGIN);
    expect(headers.get('access-control-expose-headers')).toBe('WWW-Authenticate');
  });
});
