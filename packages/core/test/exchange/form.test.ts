import { mswHandlers } from '@holdfast/auth-testing/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClient } from '../../src/index.ts';
import { byName } from './sent-request.ts';
import { CLIENT, createExchange, goodAnswer, SUBJECT } from './setting.ts';
import { AUTHENTICATIONS } from './ways-to-authenticate.ts';

type Field = readonly [name: string, value: unknown];

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const CONNECTION_GRANT =
  'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token';
const CONNECTION_TYPE = 'http://auth0.com/oauth/token-type/federated-connection-access-token';
const TYPE = 'urn:example:token-type:legacy';

const connectionFields: readonly Field[] = [
  ['grant_type', CONNECTION_GRANT],
  ['subject_token', SUBJECT],
  ['subject_token_type', ACCESS_TOKEN],
  ['requested_token_type', CONNECTION_TYPE],
  ['client_id', CLIENT.clientId],
];
const profileFields: readonly Field[] = [
  ['grant_type', EXCHANGE],
  ['subject_token', SUBJECT],
  ['subject_token_type', TYPE],
];
const onBehalfOfFields: readonly Field[] = [
  ['grant_type', EXCHANGE],
  ['subject_token', SUBJECT],
  ['subject_token_type', ACCESS_TOKEN],
  ['requested_token_type', ACCESS_TOKEN],
];

interface Row {
  readonly id: string;
  readonly source: string;
  readonly call: (api: ApiClient) => Promise<unknown>;
  /** All that is sent besides what authenticates the client. */
  readonly fields: readonly Field[];
}

const connection = 'google-oauth2';
const audience = 'https://downstream.test';
const profile =
  (options: object) =>
  (api: ApiClient): Promise<unknown> =>
    api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType: TYPE, ...options });

const ROWS: readonly Row[] = [
  {
    id: 'connection: the least',
    source: 'Auth0 Token Vault',
    call: (api) => api.getAccessTokenForConnection({ connection, accessToken: SUBJECT }),
    fields: [...connectionFields, ['connection', connection]],
  },
  {
    id: 'connection: loginHint',
    source: 'Auth0 Token Vault',
    call: (api) =>
      api.getAccessTokenForConnection({
        connection: 'a b&c=d',
        accessToken: SUBJECT,
        loginHint: 'zoë+1@example.com',
      }),
    fields: [...connectionFields, ['connection', 'a b&c=d'], ['login_hint', 'zoë+1@example.com']],
  },
  {
    id: 'connection: members that are undefined are not sent',
    source: 'exactOptionalPropertyTypes',
    call: (api) =>
      api.getAccessTokenForConnection({ connection, accessToken: SUBJECT, loginHint: undefined }),
    fields: [...connectionFields, ['connection', connection]],
  },
  {
    id: 'profile: the least',
    source: 'RFC 8693 2.1',
    call: profile({}),
    fields: profileFields,
  },
  {
    id: 'profile: everything',
    source: 'RFC 8693 2.1',
    call: profile({
      audience,
      scope: 'read:orders write:orders',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      organization: 'org_123',
      actorToken: 'the-actors.token',
      actorTokenType: ACCESS_TOKEN,
      extra: { device: 'phone', attempt: 2, trusted: true },
    }),
    fields: [
      ...profileFields,
      ['audience', audience],
      ['scope', 'read:orders write:orders'],
      ['requested_token_type', 'urn:ietf:params:oauth:token-type:jwt'],
      ['organization', 'org_123'],
      ['actor_token', 'the-actors.token'],
      ['actor_token_type', ACCESS_TOKEN],
      ['device', 'phone'],
      ['attempt', '2'],
      ['trusted', 'true'],
    ],
  },
  {
    id: 'profile: members that are undefined are not sent',
    source: 'exactOptionalPropertyTypes',
    call: profile({
      audience: undefined,
      scope: undefined,
      requestedTokenType: undefined,
      organization: undefined,
      actorToken: undefined,
      actorTokenType: undefined,
      extra: undefined,
    }),
    fields: profileFields,
  },
  {
    id: 'profile: a list of extra is repeated fields, in order',
    source: 'contract: extra',
    call: profile({ extra: { role: ['b', 'a', 'b'], level: [1, true, ''], none: [] } }),
    fields: [
      ...profileFields,
      ['role', 'b'],
      ['role', 'a'],
      ['role', 'b'],
      ['level', '1'],
      ['level', 'true'],
      ['level', ''],
    ],
  },
  {
    id: 'on behalf of: the least',
    source: 'RFC 8693 2.1',
    call: (api) => api.getTokenOnBehalfOf(SUBJECT, { audience }),
    fields: [...onBehalfOfFields, ['audience', audience]],
  },
  {
    id: 'on behalf of: scope',
    source: 'RFC 8693 2.1',
    call: (api) => api.getTokenOnBehalfOf(SUBJECT, { audience, scope: 'a b' }),
    fields: [...onBehalfOfFields, ['audience', audience], ['scope', 'a b']],
  },
  {
    id: 'on behalf of: an undefined scope is not sent',
    source: 'exactOptionalPropertyTypes',
    call: (api) => api.getTokenOnBehalfOf(SUBJECT, { audience, scope: undefined }),
    fields: [...onBehalfOfFields, ['audience', audience]],
  },
];

describe('the request on the wire', () => {
  const network = setupServer();
  beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
  afterAll(() => network.close());

  for (const { id, client, authorization, fields: added } of AUTHENTICATIONS) {
    for (const { id: title, source, call, fields } of ROWS) {
      test(`${title} (${source}), ${id}`, async () => {
        const { api, issuer, sent } = await createExchange({
          client: { ...client, fetch: undefined },
          answer: () => goodAnswer(),
        });
        network.resetHandlers(...mswHandlers(issuer));
        await call(api);
        const [request, ...others] = sent;
        expect(others).toEqual([]);
        expect(request).toMatchObject({ method: 'POST', url: 'https://issuer.test/oauth/token' });
        // Each name once: the form of a connection has client_id in any case.
        const taken = new Set(added.map(([name]) => name));
        const expected = [...fields.filter(([name]) => !taken.has(name)), ...added];
        expect(request?.form).toEqual(byName(expected));
        expect(request?.headers.get('authorization')).toBe(authorization);
        expect(request?.headers.get('content-type')).toBe(
          'application/x-www-form-urlencoded;charset=UTF-8',
        );
        expect(request?.headers.get('accept')).toBe('application/json');
        for (const name of ['dpop', 'cookie']) expect(request?.headers.has(name)).toBe(false);
      });
    }
  }
});

test('what stands in a token arrives as it is', async () => {
  const { api, sent } = await createExchange();
  const token = 'a+b/c=~ d&e=f%20g;zoë-日本-"\'';
  await api.getTokenOnBehalfOf(token, { audience: 'urn:a b' });
  expect(sent[0]?.field('subject_token')).toBe(token);
  expect(sent[0]?.field('audience')).toBe('urn:a b');
});

test('a request asks not to be redirected and can be aborted', async () => {
  const inits: (RequestInit | undefined)[] = [];
  const setting = await createExchange();
  const { api } = await createExchange({
    client: {
      fetch: (input: string, init?: RequestInit) => {
        inits.push(init);
        return setting.issuer.fetch(input, init);
      },
    },
  });
  await api.getTokenOnBehalfOf(SUBJECT, { audience });
  expect(inits.at(-1)).toMatchObject({ redirect: 'manual', signal: expect.any(AbortSignal) });
});
