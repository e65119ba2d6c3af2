import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MACHINE, RESOURCE } from '../../server/parties.ts';
import { BEHALF, requestToken, userToken } from '../exchange-request.ts';
import { PageClient } from './page-client.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

async function published(): Promise<unknown> {
  const response = await fetch(`${server.issuer}/jwks`);
  const { keys } = (await response.json()) as { keys: Array<Record<string, unknown>> };
  for (const key of keys) expect(key).not.toHaveProperty('d');
  return keys.map(({ kid, alg }) => ({ kid, alg }));
}

async function signingKey(): Promise<string | undefined> {
  return decodeProtectedHeader(await userToken(server.issuer)).kid;
}

const statusFor = async (subject_token: string): Promise<number> =>
  (await requestToken(server.issuer, { ...BEHALF, subject_token })).status;

describe('the keys', () => {
  it('are published as it says, the newest first, which signs', async () => {
    const { authorizationServer } = server;
    const [first] = authorizationServer.keys();
    expect(await published()).toEqual([{ kid: first?.kid, alg: 'RS256' }]);
    expect(await signingKey()).toBe(first?.kid);

    const second = await authorizationServer.rotate();
    expect(authorizationServer.keys()).toEqual([{ kid: second, alg: 'RS256' }, first]);
    expect(await published()).toEqual(authorizationServer.keys());
    expect(await signingKey()).toBe(second);
  });

  it('verify subject tokens as long as they are published', async () => {
    const { authorizationServer } = server;
    const [first] = authorizationServer.keys();
    const old = await userToken(server.issuer);
    await authorizationServer.rotate();
    expect(await statusFor(old)).toBe(200);

    authorizationServer.remove(String(first?.kid));
    expect(authorizationServer.keys()).toHaveLength(1);
    expect(await published()).toEqual(authorizationServer.keys());
    expect(await statusFor(old)).toBe(400);
    expect(await statusFor(await userToken(server.issuer))).toBe(200);
  });

  it('sign by the one before, where the newest is taken out', async () => {
    const { authorizationServer } = server;
    const [first] = authorizationServer.keys();
    authorizationServer.remove(await authorizationServer.rotate());
    expect(await signingKey()).toBe(first?.kid);
  });

  it('all come in where several are made at once', async () => {
    const { authorizationServer } = server;
    const made = await Promise.all([authorizationServer.rotate(), authorizationServer.rotate()]);
    const kids = authorizationServer.keys().map(({ kid }) => kid);
    expect(kids).toEqual(expect.arrayContaining(made));
    expect(kids).toHaveLength(3);
  });

  it.each([
    { id: 'an unknown one', kid: () => 'unknown', says: 'There is no key with this kid.' },
    {
      id: 'the only one',
      kid: () => String(server.authorizationServer.keys()[0]?.kid),
      says: 'The only key cannot be removed.',
    },
  ])('cannot be removed: $id', async ({ kid, says }) => {
    const { authorizationServer } = server;
    const before = authorizationServer.keys();
    expect(() => authorizationServer.remove(kid())).toThrow(new Error(says));
    expect(authorizationServer.keys()).toEqual(before);
  });
});

describe('what a new key leaves as it was', () => {
  it('a sign-in that is under way, its session and its code', async () => {
    const { authorizationServer } = server;
    const client = new PageClient(server);
    await client.authorize();
    await authorizationServer.rotate();
    await client.browser.press('Sign in as alice');
    await authorizationServer.rotate();
    await client.browser.press('Allow');
    const newest = await authorizationServer.rotate();
    const { body } = await client.trade();
    const token = String(body['access_token']);
    expect(decodeProtectedHeader(token).kid).toBe(newest);
    expect(decodeJwt(token)).toMatchObject({ sub: 'alice' });

    await authorizationServer.rotate();
    await client.authorize();
    expect(client.browser.body).toContain('You are signed in as alice.');
  });

  it('clients that registered themselves', async () => {
    const answer = await fetch(`${server.issuer}/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      }),
    });
    const client = (await answer.json()) as { client_id: string; client_secret: string };
    await server.authorizationServer.rotate();
    const form = { grant_type: 'client_credentials', resource: RESOURCE };
    const registered = { id: client.client_id, secret: client.client_secret };
    expect((await requestToken(server.issuer, form, registered)).status).toBe(200);
    expect((await requestToken(server.issuer, form, MACHINE)).status).toBe(200);
  });
});
