import { describe, expect, test } from 'vitest';
import type { ApiClient, ExchangeProfileOptions } from '../../src/index.ts';
import { createExchange, SUBJECT } from './setting.ts';

type Call = (api: ApiClient) => Promise<{ readonly accessToken: string }>;

const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

const profileOptions: ExchangeProfileOptions = {
  subjectTokenType: 'urn:example:legacy',
  audience: 'https://downstream.test',
  scope: 'a b',
  requestedTokenType: ACCESS_TOKEN,
  organization: 'org_1',
  actorToken: 'an-actors.token',
  actorTokenType: ACCESS_TOKEN,
  extra: { device: 'phone', role: ['a', 'b'] },
};
const profile =
  (changed: Partial<ExchangeProfileOptions> = {}, token = SUBJECT): Call =>
  (api) =>
    api.getTokenByExchangeProfile(token, { ...profileOptions, ...changed });
const connection =
  (changed: object = {}): Call =>
  (api) =>
    api.getAccessTokenForConnection({
      connection: 'google-oauth2',
      accessToken: SUBJECT,
      loginHint: 'ann',
      ...changed,
    });
const onBehalfOf =
  (changed: object = {}, token = SUBJECT): Call =>
  (api) =>
    api.getTokenOnBehalfOf(token, { audience: 'https://downstream.test', scope: 'a', ...changed });

/** Exchanges that differ in one thing alone, or are alike. */
const ROWS: readonly (readonly [id: string, one: Call, other: Call])[] = [
  ['profile: the subject token', profile(), profile({}, `${SUBJECT}0`)],
  ['profile: its case', profile({}, 'abc-DEF'), profile({}, 'abc-def')],
  ['profile: its type', profile(), profile({ subjectTokenType: 'urn:example:legacy:2' })],
  ['profile: audience', profile(), profile({ audience: 'https://downstream.test/' })],
  ['profile: no audience', profile(), profile({ audience: undefined })],
  ['profile: scope', profile(), profile({ scope: 'a b c' })],
  ['profile: no scope', profile(), profile({ scope: undefined })],
  [
    'profile: requestedTokenType',
    profile(),
    profile({ requestedTokenType: 'urn:ietf:params:oauth:token-type:jwt' }),
  ],
  ['profile: no requestedTokenType', profile(), profile({ requestedTokenType: undefined })],
  ['profile: organization', profile(), profile({ organization: 'org_2' })],
  ['profile: no organization', profile(), profile({ organization: undefined })],
  ['profile: the actor token', profile(), profile({ actorToken: 'another-actors.token' })],
  ['profile: its type', profile(), profile({ actorTokenType: 'urn:example:robot' })],
  ['profile: no actor', profile(), profile({ actorToken: undefined, actorTokenType: undefined })],
  [
    'profile: a value of extra',
    profile(),
    profile({ extra: { device: 'desk', role: ['a', 'b'] } }),
  ],
  [
    'profile: a name in extra',
    profile(),
    profile({ extra: { devices: 'phone', role: ['a', 'b'] } }),
  ],
  ['profile: a list of extra', profile(), profile({ extra: { device: 'phone', role: ['a'] } })],
  ['profile: its order', profile(), profile({ extra: { device: 'phone', role: ['b', 'a'] } })],
  ['profile: no extra', profile(), profile({ extra: undefined })],
  [
    'profile: where a value ends',
    profile({ extra: { a: 'b', c: 'd' } }),
    profile({ extra: { a: 'b","c","d' } }),
  ],
  [
    'profile: commas in names and values',
    profile({ extra: { 'a,b': 'c' } }),
    profile({ extra: { a: 'b,c' } }),
  ],
  [
    'profile: a scope and an organization',
    profile({ scope: 'x', organization: undefined }),
    profile({ scope: undefined, organization: 'x' }),
  ],
  ['connection: the subject token', connection(), connection({ accessToken: `${SUBJECT}0` })],
  ['connection: the connection', connection(), connection({ connection: 'github' })],
  ['connection: loginHint', connection(), connection({ loginHint: 'bob' })],
  ['connection: no loginHint', connection(), connection({ loginHint: undefined })],
  ['on behalf of: the subject token', onBehalfOf(), onBehalfOf({}, `${SUBJECT}0`)],
  ['on behalf of: audience', onBehalfOf(), onBehalfOf({ audience: 'https://other.test' })],
  ['on behalf of: scope', onBehalfOf(), onBehalfOf({ scope: 'b' })],
  ['on behalf of: no scope', onBehalfOf(), onBehalfOf({ scope: undefined })],
  ['another exchange: a connection', onBehalfOf(), connection()],
  ['another exchange: a profile', onBehalfOf(), profile()],
  [
    'a profile that looks like on behalf of',
    onBehalfOf({ scope: undefined }),
    (api) =>
      api.getTokenByExchangeProfile(SUBJECT, {
        subjectTokenType: 'urn:example:legacy',
        requestedTokenType: ACCESS_TOKEN,
        audience: 'https://downstream.test',
      }),
  ],
];

describe('exchanges that differ in one thing never share a token', () => {
  for (const [id, one, other] of ROWS) {
    test(`${id}, one after the other`, async () => {
      const { api, sent } = await createExchange({ client: { exchangeCache: {} } });
      const tokens = [await one(api), await other(api), await one(api), await other(api)];
      const [first, second, third, fourth] = tokens.map(({ accessToken }) => accessToken);
      expect(first).not.toBe(second);
      expect([third, fourth]).toEqual([first, second]);
      expect(sent).toHaveLength(2);
    });

    test(`${id}, at once`, async () => {
      const { api, sent } = await createExchange({ client: { exchangeCache: {} } });
      const tokens = await Promise.all([one(api), other(api), one(api), other(api)]);
      const [first, second, third, fourth] = tokens.map(({ accessToken }) => accessToken);
      expect(first).not.toBe(second);
      expect([third, fourth]).toEqual([first, second]);
      expect(sent).toHaveLength(2);
    });
  }
});

describe('exchanges that ask for the same share one', () => {
  const SAME: readonly (readonly [id: string, one: Call, other: Call])[] = [
    ['profile', profile(), profile()],
    [
      'profile: extra in another order of its names',
      profile(),
      profile({ extra: { role: ['a', 'b'], device: 'phone' } }),
    ],
    [
      'profile: a number and its text',
      profile({ extra: { level: 1 } }),
      profile({ extra: { level: '1' } }),
    ],
    ['connection', connection(), connection()],
    ['on behalf of', onBehalfOf(), onBehalfOf()],
  ];
  test.each(SAME)('%s', async (_, one, other) => {
    const { api, sent } = await createExchange({ client: { exchangeCache: {} } });
    const { accessToken } = await one(api);
    expect(await other(api)).toMatchObject({ accessToken });
    expect(sent).toHaveLength(1);
  });
});
