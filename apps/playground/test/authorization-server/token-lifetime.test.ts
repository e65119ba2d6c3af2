import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MACHINE, RESOURCE } from '../../server/parties.ts';
import { requestToken } from '../exchange-request.ts';
import { PageClient } from './page-client.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const FORM = { grant_type: 'client_credentials', resource: RESOURCE, scope: 'read:messages' };

function lifeOf(token: unknown): number {
  const { iat = 0, exp = 0 } = decodeJwt(String(token));
  return exp - iat;
}

describe('the lifetime of an access token', () => {
  it.each([
    { id: 'the usual one', fields: {}, seconds: 600 },
    { id: 'the shortest', fields: { lifetime: '10' }, seconds: 10 },
    { id: 'the longest', fields: { lifetime: '3600' }, seconds: 3600 },
  ])('for client credentials: $id', async ({ fields, seconds }) => {
    const { body } = await requestToken(server.issuer, { ...FORM, ...fields }, MACHINE);
    expect(body['expires_in']).toBe(seconds);
    expect(lifeOf(body['access_token'])).toBe(seconds);
  });

  it('for a code', async () => {
    const client = new PageClient(server);
    await client.authorize();
    await client.browser.press('Sign in as alice');
    await client.browser.press('Allow');
    const { body } = await client.trade({ lifetime: '30' });
    expect(body['expires_in']).toBe(30);
    expect(lifeOf(body['access_token'])).toBe(30);
  });

  it.each([
    { id: 'too short', lifetime: '9' },
    { id: 'too long', lifetime: '3601' },
    { id: 'below zero', lifetime: '-60' },
    { id: 'broken', lifetime: '60.5' },
    { id: 'no number', lifetime: 'long' },
    { id: 'another way to write a number', lifetime: '6e1' },
    { id: 'empty', lifetime: '' },
    { id: 'two', lifetime: ['60', '60'] },
  ])('is refused: $id', async ({ lifetime }) => {
    const { status, body } = await requestToken(server.issuer, { ...FORM, lifetime }, MACHINE);
    expect([status, body]).toEqual([
      400,
      {
        error: 'invalid_request',
        error_description: 'lifetime must be a number of seconds, 10 to 3600',
      },
    ]);
  });
});
