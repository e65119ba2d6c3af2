import { describe, expect, test } from 'vitest';
import type { ApiClient } from '../../src/index.ts';
import {
  ExchangeError,
  GetAccessTokenForConnectionError,
  GetTokenByExchangeProfileError,
  MissingRequiredArgumentError,
} from '../../src/index.ts';
import { createExchange, errorOf, SUBJECT } from './setting.ts';

const { api, sent } = await createExchange();
type Untyped = (...given: unknown[]) => Promise<unknown>;
const connection: Untyped = (...given) =>
  (api.getAccessTokenForConnection as Untyped).apply(api, given);
const profile: Untyped = (...given) => (api.getTokenByExchangeProfile as Untyped).apply(api, given);
const onBehalfOf: Untyped = (...given) => (api.getTokenOnBehalfOf as Untyped).apply(api, given);

const type = 'urn:example:legacy';
const google = { connection: 'google-oauth2', accessToken: SUBJECT };
const actorToken = 'an-actors.token';
const actorTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const audience = 'https://downstream.test';

async function expectNothingSent(call: () => Promise<unknown>): Promise<Error> {
  const before = sent.length;
  const error = await errorOf(call());
  expect(error).toBeInstanceOf(ExchangeError);
  expect(error).toMatchObject({ statusCode: 400 });
  expect(sent).toHaveLength(before);
  return error;
}

describe('a required argument that is missing', () => {
  const ROWS: readonly (readonly [id: string, argument: string, call: () => Promise<unknown>])[] = [
    ['connection: no arguments', 'connection', () => connection()],
    ['connection: an empty object', 'connection', () => connection({})],
    ['connection: no connection', 'connection', () => connection({ accessToken: SUBJECT })],
    [
      'connection: an empty connection',
      'connection',
      () => connection({ ...google, connection: '' }),
    ],
    ['connection: null', 'connection', () => connection({ ...google, connection: null })],
    ['connection: no token', 'accessToken', () => connection({ connection: 'google-oauth2' })],
    ['profile: no arguments', 'subjectToken', () => profile()],
    ['profile: the token alone', 'subjectTokenType', () => profile(SUBJECT)],
    ['profile: an empty object', 'subjectTokenType', () => profile(SUBJECT, {})],
    [
      'profile: an empty actor token',
      'actorToken',
      () => profile(SUBJECT, { subjectTokenType: type, actorToken: '', actorTokenType }),
    ],
    ['on behalf of: no arguments', 'accessToken', () => onBehalfOf()],
    ['on behalf of: the token alone', 'audience', () => onBehalfOf(SUBJECT)],
    ['on behalf of: an empty object', 'audience', () => onBehalfOf(SUBJECT, {})],
    ['on behalf of: an empty audience', 'audience', () => onBehalfOf(SUBJECT, { audience: '' })],
    ['on behalf of: null', 'audience', () => onBehalfOf(SUBJECT, { audience: null })],
  ];
  test.each(ROWS)('%s', async (_, argument, call) => {
    const error = await expectNothingSent(call);
    expect(error).toBeInstanceOf(MissingRequiredArgumentError);
    expect(error).toMatchObject({
      name: 'MissingRequiredArgumentError',
      code: 'missing_required_argument_error',
      argument,
      message: `The argument "${argument}" is required.`,
    });
  });
});

describe('an argument that is no string, or a blank one', () => {
  const BAD = [' ', '\t\n', 5, true, {}, ['a'], () => 'a'];
  const ROWS: readonly (readonly [argument: string, bad: readonly unknown[], call: Untyped])[] = [
    ['connection', BAD, (value) => connection({ ...google, connection: value })],
    ['loginHint', [...BAD, '', null], (value) => connection({ ...google, loginHint: value })],
    ...['audience', 'scope', 'organization', 'requestedTokenType'].map(
      (argument): [string, readonly unknown[], Untyped] => [
        argument,
        [...BAD, '', null],
        (value) => profile(SUBJECT, { subjectTokenType: type, [argument]: value }),
      ],
    ),
    [
      'actorTokenType',
      [...BAD, '', null],
      (value) => profile(SUBJECT, { subjectTokenType: type, actorToken, actorTokenType: value }),
    ],
    [
      'actorToken',
      BAD,
      (value) => profile(SUBJECT, { subjectTokenType: type, actorToken: value, actorTokenType }),
    ],
    ['audience', BAD, (value) => onBehalfOf(SUBJECT, { audience: value })],
    ['scope', [...BAD, '', null], (value) => onBehalfOf(SUBJECT, { audience, scope: value })],
  ];
  for (const [argument, values, call] of ROWS) {
    test.each(values)(`${argument}: %o`, async (value) => {
      const error = await expectNothingSent(() => call(value));
      expect(error.message).toBe(`The argument "${argument}" must be a string that is not blank.`);
      expect(error).not.toBeInstanceOf(MissingRequiredArgumentError);
    });
  }
});

describe('the actor token (RFC 8693 2.1)', () => {
  const exchange = (options: object): Promise<unknown> =>
    profile(SUBJECT, { subjectTokenType: type, ...options });

  test.each([{ actorToken }, { actorTokenType }])('%j alone is refused', async (options) => {
    const error = await expectNothingSent(() => exchange(options));
    expect(error).toBeInstanceOf(GetTokenByExchangeProfileError);
    expect(error.message).toBe('The arguments "actorToken" and "actorTokenType" go together.');
  });

  test.each([
    [' token', 'The argument "actorToken" has white space around it.'],
    ['Bearer token', 'The argument "actorToken" must be the token alone, without "Bearer".'],
  ])('%j is refused', async (token, message) => {
    const error = await expectNothingSent(() => exchange({ actorToken: token, actorTokenType }));
    expect(error.message).toBe(message);
  });
});

describe('unknown and misplaced arguments', () => {
  const ROWS: readonly (readonly [id: string, call: () => Promise<unknown>])[] = [
    ['connection: login_hint', () => connection({ ...google, login_hint: 'a' })],
    ['connection: subjectToken', () => connection({ ...google, subjectToken: SUBJECT })],
    ['connection: audience', () => connection({ ...google, audience })],
    ['connection: undefined', () => connection({ ...google, scopes: undefined })],
    ['profile: subject_token_type', () => profile(SUBJECT, { subject_token_type: type })],
    ['profile: scopes', () => profile(SUBJECT, { subjectTokenType: type, scopes: ['a'] })],
    ['profile: resource', () => profile(SUBJECT, { subjectTokenType: type, resource: 'a' })],
    ['on behalf of: extra', () => onBehalfOf(SUBJECT, { audience, extra: {} })],
    ['on behalf of: organization', () => onBehalfOf(SUBJECT, { audience, organization: 'a' })],
    [
      'on behalf of: subjectTokenType',
      () => onBehalfOf(SUBJECT, { audience, subjectTokenType: type }),
    ],
    ['on behalf of: a secret as the name', () => onBehalfOf(SUBJECT, { audience, [SUBJECT]: 'a' })],
  ];
  test.each(ROWS)('%s', async (_, call) => {
    const error = await expectNothingSent(call);
    expect(error.message).toMatch(/^There is no argument of this name; there are: [a-zA-Z, ]+\.$/);
  });

  test.each([null, 'a', 5, ['a'], () => ({})])('the arguments as %o', async (given) => {
    for (const call of [
      () => connection(given),
      () => profile(SUBJECT, given),
      () => onBehalfOf(SUBJECT, given),
    ]) {
      const error = await expectNothingSent(call);
      expect(error.message).toBe('The arguments must be an object.');
    }
  });
});

test('each exchange has the error class of its own', async () => {
  expect(await errorOf(connection(5))).toBeInstanceOf(GetAccessTokenForConnectionError);
  expect(await errorOf(profile(SUBJECT, 5))).toBeInstanceOf(GetTokenByExchangeProfileError);
  expect(await errorOf(onBehalfOf(SUBJECT, 5))).toBeInstanceOf(GetTokenByExchangeProfileError);
});

test('what is wrong is a rejection, never thrown at once', () => {
  const broken = api as unknown as Record<keyof ApiClient, Untyped>;
  for (const call of [
    broken.getAccessTokenForConnection,
    broken.getTokenByExchangeProfile,
    broken.getTokenOnBehalfOf,
  ]) {
    const result = call.call(api);
    expect(result).toBeInstanceOf(Promise);
    result.catch(() => {});
  }
});
