import type { AuthInfo } from '@holdfast/auth-core';
import { ApiClient } from '@holdfast/auth-core';
import { afterEach, expect, it, vi } from 'vitest';
import { MessagesService, MOST_MESSAGES } from '../server/messages-api/messages-service.ts';
import { MESSAGES_API } from '../server/parties.ts';

const issuer = 'https://issuer.example';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The client of the API, at an authorization server with this token endpoint. */
function clientAt(answer: () => Response | Promise<Response>): ApiClient {
  return new ApiClient({
    issuer,
    audience: MESSAGES_API.audience,
    clientId: MESSAGES_API.id,
    clientSecret: MESSAGES_API.secret,
    fetch: async (url) => {
      if (String(url) === `${issuer}/token`) return await answer();
      return Response.json({
        issuer,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      });
    },
  });
}

it.each([
  {
    id: 'refuses the session',
    answer: () => Response.json({ error: 'invalid_grant' }, { status: 400 }),
    expected: { status: 403, body: { error: 'invalid_grant' } },
  },
  {
    id: 'refuses the scope',
    answer: () => Response.json({ error: 'invalid_scope' }, { status: 400 }),
    expected: { status: 403, body: { error: 'invalid_scope' } },
  },
  {
    id: 'refuses the API itself',
    answer: () => Response.json({ error: 'invalid_client' }, { status: 401 }),
    expected: { status: 502, body: { error: 'invalid_client' } },
  },
  {
    id: 'is overloaded',
    answer: () => new Response(null, { status: 503 }),
    expected: { status: 503, body: { error: 'token_exchange_error' } },
  },
  {
    id: 'cannot be reached',
    answer: () => Promise.reject(new TypeError('fetch failed')),
    expected: { status: 502, body: { error: 'network_error' } },
  },
])('tells the caller whose fault it is when the authorization server $id', async (row) => {
  const client = clientAt(row.answer);
  const service = new MessagesService({ client, strict: client }, { records: '', events: '' });
  expect(await service.archiveForSession('session-of-alice')).toEqual(row.expected);
});

it.each([
  { id: 'no JSON', answer: async () => new Response('<!doctype html>') },
  { id: 'nothing', answer: () => Promise.reject(new TypeError('fetch failed')) },
])('says so where the archive answers $id', async ({ answer }) => {
  vi.stubGlobal('fetch', answer);
  const client = clientAt(() =>
    Response.json({
      access_token: 'token',
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    }),
  );
  const service = new MessagesService({ client, strict: client }, { records: '', events: '' });
  expect(await service.archiveForSession('session-of-alice')).toEqual({
    status: 502,
    body: { error: 'no_json_answer' },
  });
});

it('keeps the last messages', () => {
  const client = clientAt(() => new Response());
  const service = new MessagesService({ client, strict: client }, { records: '', events: '' });
  const auth: AuthInfo = {
    token: 'token',
    scheme: 'bearer',
    issuer,
    clientId: 'client',
    scopes: [],
    permissions: [],
    expiresAt: 0,
    claims: { iss: issuer, sub: 'alice', aud: MESSAGES_API.audience, exp: 0, iat: 0 },
    header: { alg: 'RS256' },
  };
  for (let count = 0; count <= MOST_MESSAGES; count++) service.write(auth, { text: `${count}` });
  const { messages } = service.list().body as { readonly messages: readonly { text: string }[] };
  expect(messages).toHaveLength(MOST_MESSAGES);
  expect([messages[0]?.text, messages.at(-1)?.text]).toEqual(['1', `${MOST_MESSAGES}`]);
});
