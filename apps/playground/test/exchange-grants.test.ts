import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAuthorizationServer } from '../server/authorization-server.ts';
import { ARCHIVE, ARCHIVE_API, MESSAGES_API, RESOURCE } from '../server/parties.ts';
import { close, listen } from '../server/ports.ts';
import {
  ACCESS_TOKEN,
  BEHALF,
  CONNECTION,
  CONNECTION_EXCHANGE,
  CONNECTION_TOKEN,
  onBehalfOf,
  requestToken,
  SESSION,
  TOKEN_EXCHANGE,
  userToken,
} from './exchange-request.ts';

let server: Server;
let issuer: string;
beforeAll(async () => {
  server = createServer();
  issuer = await listen(server, 0);
  server.on('request', await createAuthorizationServer(issuer));
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => close(server));

describe('the grants', () => {
  it('are advertised', async () => {
    const response = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      grant_types_supported: expect.arrayContaining([TOKEN_EXCHANGE, CONNECTION_EXCHANGE]),
    });
  });

  it('profile: give a token of the user, for whom nobody acts', async () => {
    const { status, body } = await requestToken(issuer, SESSION);
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        issued_token_type: ACCESS_TOKEN,
        token_type: 'Bearer',
        expires_in: 600,
        scope: 'read:archive',
      },
    ]);
    const token = String(body['access_token']);
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    expect(decodeJwt(token)).toMatchObject({
      iss: issuer,
      aud: ARCHIVE,
      sub: 'alice',
      client_id: 'messages-api',
      scope: 'read:archive',
    });
    expect(decodeJwt(token)).not.toHaveProperty('act');
  });

  it('on behalf of: nest who acted before in the act claim (RFC 8693 section 4.1)', async () => {
    const first = await userToken(issuer);
    const second = await onBehalfOf(issuer, first, { audience: ARCHIVE, client: MESSAGES_API });
    const third = await onBehalfOf(issuer, second, { audience: RESOURCE, client: ARCHIVE_API });
    expect(decodeJwt(second)).toMatchObject({
      sub: 'alice',
      aud: ARCHIVE,
      act: { sub: 'messages-api' },
    });
    expect(decodeJwt(third)).toMatchObject({
      sub: 'alice',
      aud: RESOURCE,
      client_id: 'archive-api',
      act: { sub: 'archive-api', act: { sub: 'messages-api' } },
    });
  });

  it('on behalf of: give no token that outlives the one it was exchanged for', async () => {
    const subject_token = await userToken(issuer);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 500_000 });
    const { body } = await requestToken(issuer, { ...BEHALF, subject_token });
    expect(body['expires_in']).toSatisfy((seconds: number) => seconds > 90 && seconds <= 100);
  });

  it.each([
    { id: 'the first account', hint: {}, account: 'alice@work.example' },
    {
      id: 'the account of the hint',
      hint: { login_hint: 'alice@home.example' },
      account: 'alice@home.example',
    },
  ])('connection: give a token of the other company for $id', async ({ hint, account }) => {
    const subject_token = await userToken(issuer);
    const { status, body } = await requestToken(issuer, { ...CONNECTION, subject_token, ...hint });
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.any(String),
        issued_token_type: CONNECTION_TOKEN,
        token_type: 'Bearer',
        expires_in: 300,
        scope: 'events.read',
      },
    ]);
    const authorization = `Bearer ${body['access_token']}`;
    const events = await fetch(`${issuer}/calendar/events`, { headers: { authorization } });
    expect(await events.json()).toMatchObject({ account });
  });

  it('connection: the other company knows no other tokens', async () => {
    const authorization = `Bearer ${await userToken(issuer)}`;
    const response = await fetch(`${issuer}/calendar/events`, { headers: { authorization } });
    expect(response.status).toBe(401);
  });
});
