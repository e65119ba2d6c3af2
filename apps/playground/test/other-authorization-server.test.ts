import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { ApiClientOptions } from '@holdfast/auth-core';
import { ApiClient, getDelegationChain } from '@holdfast/auth-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, listen } from '../server/ports.ts';
import { createOtherAuthorizationServer, OWN_TYPE } from './other-authorization-server.ts';

const MESSAGES = 'https://messages.example';
const ARCHIVE = 'https://archive.example';
const CONFIDENTIAL = { id: 'messages-api', secret: 'for-this-test-only' };
// It does not decode Basic credentials (RFC 6749 section 2.3.1), so that this one takes another way.
const SPACED = { id: 'spaced-api', secret: 'for this test only' };
const PUBLIC = { id: 'public-api' };

let server: Server;
let issuer: string;
beforeAll(async () => {
  server = createServer();
  issuer = await listen(server, 0);
  server.on(
    'request',
    await createOtherAuthorizationServer(issuer, [CONFIDENTIAL, SPACED, PUBLIC]),
  );
});
afterAll(() => close(server));

type Credentials = Pick<ApiClientOptions, 'clientId' | 'clientSecret' | 'clientAuthentication'>;

const BASIC = { clientId: CONFIDENTIAL.id, clientSecret: CONFIDENTIAL.secret };

function clientFor(audience: string, credentials: Credentials = BASIC): ApiClient {
  return new ApiClient({ issuer, audience, insecureRequests: true, ...credentials });
}

async function messagesToken(): Promise<string> {
  const { accessToken } = await clientFor(MESSAGES).getTokenByExchangeProfile('session-of-alice', {
    subjectTokenType: OWN_TYPE,
    audience: MESSAGES,
  });
  return accessToken;
}

describe('a token exchange at @jmondi/oauth2-server', () => {
  const method = (name: 'client_secret_post' | 'none') => ({
    clientAuthentication: { method: name },
  });

  it.each<{ id: string; credentials: Credentials }>([
    { id: 'client_secret_basic', credentials: BASIC },
    {
      id: 'client_secret_post',
      credentials: {
        clientId: SPACED.id,
        clientSecret: SPACED.secret,
        ...method('client_secret_post'),
      },
    },
    { id: 'none', credentials: { clientId: PUBLIC.id, ...method('none') } },
  ])('by a profile, with $id', async ({ credentials }) => {
    const before = Math.floor(Date.now() / 1000);
    const tokens = await clientFor(MESSAGES, credentials).getTokenByExchangeProfile(
      'session-of-alice',
      { subjectTokenType: OWN_TYPE, audience: ARCHIVE, scope: 'read:archive' },
    );
    // It names no issued_token_type, which RFC 8693 section 2.2.1 would have it do.
    expect(tokens).toEqual({
      accessToken: expect.any(String),
      expiresIn: expect.any(Number),
      expiresAt: expect.any(Number),
      scope: 'read:archive',
      tokenType: 'Bearer',
    });
    expect(tokens.expiresAt).toBeGreaterThanOrEqual(before + tokens.expiresIn);
    const { claims } = await clientFor(ARCHIVE).verifyAccessToken(tokens.accessToken);
    expect(claims).toMatchObject({
      sub: 'alice',
      aud: ARCHIVE,
      cid: credentials.clientId,
      scope: 'read:archive',
    });
  });

  it('on behalf of a caller, hop by hop', async () => {
    const messages = clientFor(MESSAGES);
    const archive = clientFor(ARCHIVE);
    const first = await messages.getTokenOnBehalfOf(await messagesToken(), { audience: ARCHIVE });
    const second = await archive.getTokenOnBehalfOf(first.accessToken, { audience: MESSAGES });
    const { claims } = await messages.verifyAccessToken(second.accessToken);
    expect(claims).toMatchObject({ sub: 'alice', aud: MESSAGES });
    expect(getDelegationChain(claims)).toEqual([CONFIDENTIAL.id, CONFIDENTIAL.id]);
  });

  it.each([
    {
      id: 'a wrong secret',
      credentials: { ...BASIC, clientSecret: 'another-one' },
      token: 'session-of-alice',
      expected: { code: 'invalid_client', statusCode: 401 },
    },
    {
      id: 'an unknown client',
      credentials: { ...BASIC, clientId: 'nobody' },
      token: 'session-of-alice',
      expected: { code: 'invalid_client', statusCode: 401 },
    },
    {
      id: 'an unknown session',
      token: 'session-of-mallory',
      expected: {
        code: 'invalid_grant',
        statusCode: 400,
        message: 'The subject token is not valid.',
      },
    },
    {
      id: 'an unknown scope',
      token: 'session-of-alice',
      scope: 'write:archive',
      expected: { code: 'invalid_scope', statusCode: 400 },
    },
    {
      id: 'a type that it does not take',
      token: 'session-of-alice',
      subjectTokenType: 'urn:example:legacy-session',
      expected: { code: 'invalid_request', statusCode: 400 },
    },
  ])('refuses $id, and Holdfast says so', async (row) => {
    const { credentials = BASIC, token, scope, subjectTokenType = OWN_TYPE, expected } = row;
    const exchange = clientFor(MESSAGES, credentials).getTokenByExchangeProfile(token, {
      subjectTokenType,
      audience: ARCHIVE,
      scope,
    });
    await expect(exchange).rejects.toMatchObject({
      name: 'ApiError',
      ...expected,
      cause: { error: expected.code, error_description: expect.any(String) },
    });
  });
});
