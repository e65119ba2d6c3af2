import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/index.ts';
import { NOW } from '../protected-api.ts';
import { createExchange, EXCHANGES, errorOf, goodAnswer, SUBJECT } from './setting.ts';

let body = '';
const { api } = await createExchange({ answer: () => new Response(body) });

const profile = (): ReturnType<typeof api.getTokenByExchangeProfile> =>
  api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType: 'urn:example:legacy' });

async function expectEachRefused(code: string, message: string): Promise<void> {
  for (const { call } of EXCHANGES) {
    const error = await errorOf(call(api));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ name: 'ApiError', code, statusCode: 502, message });
    expect(error.cause).toBeUndefined();
  }
}

describe('expires_in', () => {
  const GOOD: readonly (readonly [json: string | undefined, seconds: number])[] = [
    [undefined, 3600],
    ['3600', 3600],
    ['0', 0],
    ['1', 1],
    ['86400', 86400],
    ['3599.5', 3599.5],
    ['1e3', 1000],
    ['2147483648', 2147483648],
    ['"7200"', 7200],
    ['"0"', 0],
    ['"007"', 7],
    ['"59.9"', 59.9],
  ];
  for (const [json, expiresIn] of GOOD) {
    test(`${json ?? 'absent'} is ${expiresIn} s`, async () => {
      body = `{"access_token":"a"${json === undefined ? '' : `,"expires_in":${json}`}}`;
      const expiresAt = NOW + Math.floor(expiresIn);
      const [connection, ...others] = await Promise.all(EXCHANGES.map(({ call }) => call(api)));
      expect(connection).toEqual({ accessToken: 'a', expiresAt, scope: '' });
      for (const result of others)
        expect(result).toEqual({ accessToken: 'a', expiresIn, expiresAt });
    });
  }

  const BAD = [
    'null',
    'true',
    'false',
    '-1',
    '-0.5',
    '1e999',
    '[]',
    '[3600]',
    '{}',
    '""',
    '" "',
    '"-1"',
    '"+1"',
    '" 3600"',
    '"3600 "',
    '"3600s"',
    '"1e3"',
    '"0x10"',
    '"1_000"',
    '"1,5"',
    '".5"',
    '"Infinity"',
    '"NaN"',
    '"never"',
    '"٣٦٠٠"',
    `"${'9'.repeat(400)}"`,
  ];
  test.each(BAD)('%s is invalid_response', async (json) => {
    body = `{"access_token":"a","expires_in":${json}}`;
    await expectEachRefused(
      'invalid_response',
      'The token endpoint answered with an expires_in that is no number of seconds.',
    );
  });
});

describe('the optional members are there exactly when the server sent them', () => {
  const MEMBERS = {
    scope: ['scope', 'read:orders'],
    id_token: ['idToken', 'an.id.token'],
    refresh_token: ['refreshToken', 'a-refresh-token'],
    token_type: ['tokenType', 'Bearer'],
    issued_token_type: ['issuedTokenType', 'urn:ietf:params:oauth:token-type:access_token'],
  } as const;
  const least = { accessToken: 'a', expiresIn: 3600, expiresAt: NOW + 3600 };

  test('none of them', async () => {
    body = '{"access_token":"a"}';
    expect(Object.keys(await profile()).sort()).toEqual(['accessToken', 'expiresAt', 'expiresIn']);
  });

  test('all of them', async () => {
    const wire = Object.entries(MEMBERS).map(([name, [, value]]) => [name, value]);
    body = JSON.stringify({ access_token: 'a', ...Object.fromEntries(wire) });
    expect(await profile()).toEqual({ ...least, ...Object.fromEntries(Object.values(MEMBERS)) });
  });

  for (const [wire, [name, value]] of Object.entries(MEMBERS)) {
    for (const sent of [value, '', ' ']) {
      test(`${wire}: ${JSON.stringify(sent)}`, async () => {
        body = JSON.stringify({ access_token: 'a', [wire]: sent });
        expect(await profile()).toEqual({ ...least, [name]: sent });
      });
    }

    test(`${wire}: null is none`, async () => {
      body = JSON.stringify({ access_token: 'a', [wire]: null });
      expect(await profile()).toEqual(least);
      expect(await profile()).not.toHaveProperty(name);
    });

    test.each(['5', 'true', '[]', '["a"]', '{}'])(
      `${wire}: %s is invalid_response`,
      async (json) => {
        body = `{"access_token":"a","${wire}":${json}}`;
        await expectEachRefused(
          'invalid_response',
          `The token endpoint answered with a ${wire} that is no string.`,
        );
      },
    );
  }

  test('on behalf of gives those of the access token only', async () => {
    body = JSON.stringify({
      access_token: 'a',
      scope: '',
      id_token: 'an.id.token',
      refresh_token: 'a-refresh-token',
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    });
    const result = await api.getTokenOnBehalfOf(SUBJECT, { audience: 'https://downstream.test' });
    expect(result).toEqual({
      ...least,
      scope: '',
      tokenType: 'Bearer',
      issuedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    });
  });

  test('a connection gives three members, whatever was sent', async () => {
    const request = { connection: 'google-oauth2', accessToken: SUBJECT };
    body = JSON.stringify({
      access_token: 'a',
      scope: 'openid',
      id_token: 'b',
      refresh_token: 'c',
    });
    expect(await api.getAccessTokenForConnection(request)).toEqual({
      accessToken: 'a',
      expiresAt: NOW + 3600,
      scope: 'openid',
    });
  });

  test('members that nobody knows are left out', async () => {
    body = '{"access_token":"a","expires_at":5,"accessToken":"b","constructor":{"a":1}}';
    expect(await profile()).toEqual(least);
  });

  test('an error that is null is none', async () => {
    body = '{"access_token":"a","error":null,"error_description":null}';
    expect(await profile()).toEqual(least);
  });
});

describe('an answer of 200 that is no token', () => {
  const NO_JSON = [
    '',
    ' ',
    'null,',
    'access_token=a&token_type=Bearer',
    '<!doctype html><title>Sign in</title>',
    '{"access_token":"a"',
    "{'access_token':'a'}",
    '{"access_token":"a"}{}',
  ];
  test.each(NO_JSON)('%j is invalid_json', async (text) => {
    body = text;
    await expectEachRefused(
      'invalid_json',
      'The token endpoint answered something else than JSON.',
    );
  });

  const OTHERS: readonly (readonly [json: string, found: string])[] = [
    ['null', 'no JSON object'],
    ['5', 'no JSON object'],
    ['"a"', 'no JSON object'],
    ['[]', 'no JSON object'],
    ['[{"access_token":"a"}]', 'no JSON object'],
    ['{"access_token":"a","__proto__":{"b":1}}', 'no JSON object'],
    [`{"access_token":"a","b":${'['.repeat(80)}${']'.repeat(80)}}`, 'no JSON object'],
    ['{}', 'no access_token'],
    ['{"accessToken":"a"}', 'no access_token'],
    ['{"access_token":null}', 'no access_token'],
    ['{"access_token":""}', 'no access_token'],
    ['{"access_token":5}', 'no access_token'],
    ['{"access_token":["a"]}', 'no access_token'],
    ['{"access_token":"a\\nb"}', 'no access_token'],
    ['{"access_token":"zoë"}', 'no access_token'],
    ['{"error":"invalid_grant"}', 'an error'],
    ['{"error":"invalid_grant","access_token":"a"}', 'an error'],
    ['{"error":"","access_token":"a"}', 'an error'],
    ['{"error":{"code":5},"access_token":"a"}', 'an error'],
    ['{"error":false,"access_token":"a"}', 'an error'],
  ];
  test.each(OTHERS)('%s is invalid_response', async (json, found) => {
    body = json;
    await expectEachRefused('invalid_response', `The token endpoint answered with ${found}.`);
  });
});

test.each([
  undefined,
  'application/json',
  'application/json; charset=utf-8',
  'text/html',
  'text/plain',
  'application/octet-stream',
])('a good answer is taken under the content-type %j', async (type) => {
  const setting = await createExchange({
    answer: async () => {
      const octets = await goodAnswer().arrayBuffer();
      return new Response(octets, { headers: type === undefined ? {} : { 'content-type': type } });
    },
  });
  for (const { call } of EXCHANGES) expect(await call(setting.api)).toHaveProperty('accessToken');
});

test('a byte order mark before the JSON is no part of it', async () => {
  body = '\ufeff{"access_token":"a"}';
  expect(await profile()).toHaveProperty('accessToken', 'a');
});
