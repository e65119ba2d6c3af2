import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ARCHIVE, ARCHIVE_API, MACHINE, MESSAGES_API, RESOURCE } from '../server/parties.ts';
import type { RunningServer } from './authorization-server/running-server.ts';
import { startServer } from './authorization-server/running-server.ts';
import type { Client } from './exchange-request.ts';
import {
  ACCESS_TOKEN,
  BEHALF,
  CONNECTION,
  CONNECTION_EXCHANGE,
  onBehalfOf,
  requestToken,
  SESSION,
  TOKEN_EXCHANGE,
  userToken,
} from './exchange-request.ts';

let servers: readonly RunningServer[];
let issuer: string;
let other: string;
beforeAll(async () => {
  servers = await Promise.all([startServer(), startServer()]);
  [issuer = '', other = ''] = servers.map((server) => server.issuer);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => Promise.all(servers.map((server) => server.stop())));

function goForward(seconds: number): void {
  const then = Date.now() + seconds * 1000;
  vi.useFakeTimers({ toFake: ['Date'], now: then });
}

interface Refusal {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  readonly client?: Client;
  readonly status?: number;
  readonly error: string;
}

const REFUSALS: readonly Refusal[] = [
  { id: 'no client', fields: SESSION, client: null, error: 'invalid_request' },
  {
    id: 'a wrong secret',
    fields: SESSION,
    client: { ...MESSAGES_API, secret: 'wrong' },
    status: 401,
    error: 'invalid_client',
  },
  { id: 'a client that is no API', fields: SESSION, client: MACHINE, error: 'invalid_request' },
  {
    id: 'a type that nobody knows',
    fields: { ...SESSION, subject_token_type: 'urn:example:other' },
    error: 'invalid_request',
  },
  {
    id: 'an actor token',
    fields: { ...SESSION, actor_token: 'x', actor_token_type: ACCESS_TOKEN },
    error: 'invalid_request',
  },
  {
    id: 'a session that there is not',
    fields: { ...SESSION, subject_token: 'constructor' },
    error: 'invalid_request',
  },
  {
    id: 'two sessions',
    fields: { ...SESSION, subject_token: ['session-of-alice', 'session-of-bob'] },
    error: 'invalid_request',
  },
  {
    id: 'another kind of token wanted',
    fields: { ...SESSION, requested_token_type: 'urn:ietf:params:oauth:token-type:id_token' },
    error: 'invalid_request',
  },
  { id: 'no audience', fields: { ...SESSION, audience: '' }, error: 'invalid_target' },
  {
    id: 'an unknown audience',
    fields: { ...SESSION, audience: 'https://elsewhere.example' },
    error: 'invalid_target',
  },
  {
    id: 'a client without sessions',
    fields: SESSION,
    client: ARCHIVE_API,
    error: 'invalid_target',
  },
  {
    id: 'a scope of another API',
    fields: { ...SESSION, scope: 'read:archive read:messages' },
    error: 'invalid_scope',
  },
  {
    id: 'on behalf of what is no token',
    fields: { ...BEHALF, subject_token: 'none' },
    error: 'invalid_request',
  },
  {
    id: 'a connection for a session',
    fields: { ...CONNECTION, ...SESSION, grant_type: CONNECTION_EXCHANGE },
    error: 'invalid_request',
  },
];

describe('the token endpoint refuses, as RFC 6749 section 5.2 says', () => {
  it.each(REFUSALS)('$id: $error', async ({ fields, client, status = 400, error }) => {
    const answer = await requestToken(issuer, fields, client);
    expect(answer).toMatchObject({
      status,
      type: 'application/json; charset=utf-8',
      body: { error, error_description: expect.any(String) },
    });
  });

  const tampered = (token: string): string => {
    const [header, payload = '', signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'bob' })).toString('base64url');
    return [header, changed, signature].join('.');
  };

  it.each([
    { id: 'one that was changed', token: async () => tampered(await userToken(issuer)) },
    { id: 'one of another issuer', token: () => userToken(other) },
    {
      id: 'one that is for another API',
      token: async () => {
        const audience = ARCHIVE;
        return await onBehalfOf(issuer, await userToken(issuer), {
          audience,
          client: MESSAGES_API,
        });
      },
    },
    { id: 'one that has run out', token: () => userToken(issuer), seconds: 600 },
  ])('a subject token: $id', async ({ token, seconds = 0 }) => {
    const subject_token = await token();
    goForward(seconds);
    for (const fields of [BEHALF, CONNECTION]) {
      const { status, body } = await requestToken(issuer, { ...fields, subject_token });
      expect([status, body]).toEqual([
        400,
        {
          error: 'invalid_request',
          error_description: 'subject_token is no access token for this client',
        },
      ]);
    }
  });

  it.each([
    { id: 'the messages API, for itself', client: MESSAGES_API, audience: RESOURCE },
    { id: 'the messages API, for another', client: MESSAGES_API, audience: 'http://127.0.0.1:9' },
    { id: 'the archive, for the messages API', client: ARCHIVE_API, audience: RESOURCE },
    { id: 'the archive, for itself', client: ARCHIVE_API, audience: ARCHIVE },
  ])('an audience that is not for the client, on behalf of: $id', async ({ client, audience }) => {
    const caller = await userToken(issuer);
    const subject_token =
      client === MESSAGES_API
        ? caller
        : await onBehalfOf(issuer, caller, { audience: ARCHIVE, client: MESSAGES_API });
    const { status, body } = await requestToken(
      issuer,
      { ...BEHALF, subject_token, audience },
      client,
    );
    expect([status, body['error']]).toEqual([400, 'invalid_target']);
  });

  it.each([
    { id: 'no scope', claims: { scope: null }, error: 'invalid_scope' },
    { id: 'another scope', claims: { scope: 'write:messages' }, error: 'invalid_scope' },
    { id: 'a list of scopes', claims: { scope: ['read:messages'] }, error: 'invalid_scope' },
    { id: 'an actor that is a name', claims: { act: 'gateway' }, error: 'invalid_request' },
    { id: 'an actor without a name', claims: { act: {} }, error: 'invalid_request' },
    {
      id: 'an actor of long ago without a name',
      claims: { act: { sub: 'gateway', act: { sub: 1 } } },
      error: 'invalid_request',
    },
  ])('on behalf of, of what the server signs to order: $id', async ({ claims, error }) => {
    const subject_token = (await servers[0]?.authorizationServer.craft({ claims })) ?? '';
    for (const fields of [BEHALF, { ...BEHALF, scope: 'read:archive' }]) {
      const answer = await requestToken(issuer, { ...fields, subject_token });
      expect(answer).toMatchObject({ status: 400, body: { error } });
    }
  });

  it.each(['constructor', '__proto__'])('a connection of the user %s', async (sub) => {
    const subject_token = (await servers[0]?.authorizationServer.craft({ claims: { sub } })) ?? '';
    const answer = await requestToken(issuer, { ...CONNECTION, subject_token });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('a connection that is not for the client', async () => {
    const asked = { audience: ARCHIVE, client: MESSAGES_API };
    const subject_token = await onBehalfOf(issuer, await userToken(issuer), asked);
    const { status, body } = await requestToken(
      issuer,
      { ...CONNECTION, subject_token },
      ARCHIVE_API,
    );
    expect([status, body]).toEqual([
      400,
      {
        error: 'invalid_request',
        error_description: 'connection is none that this client may exchange for',
      },
    ]);
  });

  it.each([
    { id: 'no such connection', fields: { connection: 'other' }, error: 'invalid_request' },
    {
      id: 'an access token wanted',
      fields: { requested_token_type: ACCESS_TOKEN },
      error: 'invalid_request',
    },
    { id: 'no such account', fields: { login_hint: 'bob@work.example' }, error: 'invalid_grant' },
    { id: 'a user without account', session: 'session-of-bob', error: 'invalid_grant' },
  ])('a connection: $id', async ({ fields = {}, session, error }) => {
    const subject_token = await userToken(issuer, session);
    const { status, body } = await requestToken(issuer, {
      ...CONNECTION,
      subject_token,
      ...fields,
    });
    expect([status, body['error']]).toEqual([400, error]);
  });

  it('a client that registered itself with these grants', async () => {
    const response = await fetch(`${issuer}/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_types: [TOKEN_EXCHANGE],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: 'client_secret_basic',
      }),
    });
    const client = (await response.json()) as { client_id: string; client_secret: string };
    const { status, body } = await requestToken(issuer, SESSION, {
      id: client.client_id,
      secret: client.client_secret,
    });
    expect([status, body['error']]).toEqual([400, 'unauthorized_client']);
  });
});
