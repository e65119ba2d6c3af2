import { ApiClient } from '@holdfast/auth-core';
import { expect, it } from 'vitest';
import { MessagesService } from '../server/messages-api/messages-service.ts';
import { MESSAGES_API } from '../server/parties.ts';

const issuer = 'https://issuer.example';

it.each([
  {
    id: 'refuses the session',
    answer: () => Response.json({ error: 'invalid_grant' }, { status: 400 }),
    expected: { status: 403, body: { error: 'invalid_grant' } },
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
  const client = new ApiClient({
    issuer,
    audience: MESSAGES_API.audience,
    clientId: MESSAGES_API.id,
    clientSecret: MESSAGES_API.secret,
    fetch: async (url) => {
      if (String(url) === `${issuer}/token`) return await row.answer();
      return Response.json({
        issuer,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      });
    },
  });
  const service = new MessagesService({ client, strict: client }, { records: '', events: '' });
  expect(await service.archiveForSession('session-of-alice')).toEqual(row.expected);
});
