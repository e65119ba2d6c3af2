import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TokenOrder } from '../server/control/protocol.ts';
import { ARCHIVE, MESSAGES_API, SECOND_FACTOR } from '../server/parties.ts';
import type { RunningServer } from './authorization-server/running-server.ts';
import { startServer } from './authorization-server/running-server.ts';
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

let server: RunningServer;
let issuer: string;
beforeAll(async () => {
  server = await startServer();
  issuer = server.issuer;
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => server.stop());

const craft = (order: TokenOrder): Promise<string> => server.authorizationServer.craft(order);

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

  it('on behalf of: say who acts, and nest who acted before (RFC 8693 section 4.1)', async () => {
    const asked = { audience: ARCHIVE, client: MESSAGES_API };
    const first = await onBehalfOf(issuer, await userToken(issuer), asked);
    expect(decodeJwt(first)).toMatchObject({
      sub: 'alice',
      aud: ARCHIVE,
      client_id: 'messages-api',
      act: { sub: 'messages-api' },
    });
    expect(decodeJwt(first)['act']).not.toHaveProperty('act');

    const delegated = await craft({ claims: { sub: 'bob', act: { sub: 'gateway' } } });
    expect(decodeJwt(await onBehalfOf(issuer, delegated, asked))).toMatchObject({
      sub: 'bob',
      act: { sub: 'messages-api', act: { sub: 'gateway' } },
    });
  });

  it('on behalf of: pass on how and when the user signed in (RFC 9068 section 2.2.1)', async () => {
    const signIn = { acr: SECOND_FACTOR, auth_time: 1_700_000_000 };
    const subject = await craft({ claims: { sub: 'alice', ...signIn } });
    const token = await onBehalfOf(issuer, subject, { audience: ARCHIVE, client: MESSAGES_API });
    expect(decodeJwt(token)).toMatchObject(signIn);
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
});
