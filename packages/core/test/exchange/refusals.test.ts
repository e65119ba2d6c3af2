import { mswHandlers } from '@holdfast/auth-testing/msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError } from '../../src/index.ts';
import { createExchange, EXCHANGES, errorOf } from './setting.ts';

let answer: () => Response = () => new Response();
const { api, issuer } = await createExchange({
  client: { fetch: undefined },
  answer: () => answer(),
});
const network = setupServer(...mswHandlers(issuer));
beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterAll(() => network.close());

const FALLBACKS = {
  getAccessTokenForConnection: 'connection_token_error',
  getTokenByExchangeProfile: 'token_exchange_error',
  getTokenOnBehalfOf: 'token_exchange_error',
} as const;

function jsonAnswer(status: number, members: unknown, type = 'application/json'): () => Response {
  const headers = { 'content-type': type };
  return () => new Response(JSON.stringify(members), { status, headers });
}

async function expectRefused(expected: {
  readonly code?: string;
  readonly statusCode: number;
  readonly message: string;
  readonly cause?: object;
}): Promise<void> {
  for (const { method, call } of EXCHANGES) {
    const error = await errorOf(call(api));
    expect(error).toBeInstanceOf(ApiError);
    const { message, statusCode, cause } = expected;
    const code = expected.code ?? FALLBACKS[method as keyof typeof FALLBACKS];
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'ApiError',
      message,
      code,
      statusCode,
    });
    expect([error['code'], error['statusCode']]).toEqual([code, statusCode]);
    expect(error.cause).toEqual(cause);
  }
}

describe("the server's own error, description and status", () => {
  const ROWS: readonly (readonly [status: number, error: string, description?: string])[] = [
    [400, 'invalid_request', 'The subject token type is not known.'],
    [400, 'invalid_grant'],
    [400, 'unsupported_grant_type', ''],
    [400, 'invalid_target', 'No such audience.'],
    [400, 'invalid_scope', 'Zoë may not.'],
    [400, 'unauthorized_client', 'a "quoted" \\ word'],
    [401, 'invalid_client', 'Unauthorized'],
    [401, 'federated_connection_refresh_token_not_found', 'No refresh token found.'],
    [403, 'access_denied', 'Nobody may.'],
    [404, 'not_found', 'No such tenant.'],
    [418, 'an error with spaces', 'a teapot'],
    [429, 'too_many_requests', 'Global limit has been reached.'],
    [500, 'server_error', 'Oops.'],
    [503, 'temporarily_unavailable', 'Later.'],
    [400, 'e'.repeat(100), 'a long one'],
  ];
  for (const [status, error, description] of ROWS) {
    test(`${status} ${error} ${description ?? 'and no description'}`, async () => {
      answer = jsonAnswer(status, {
        error,
        error_description: description,
        error_uri: 'https://a.test',
      });
      await expectRefused({
        code: error,
        statusCode: status,
        message: description || `The token endpoint refused: ${error}.`,
        cause: {
          error,
          ...(description !== undefined && { error_description: description }),
          statusCode: status,
        },
      });
    });
  }

  const TYPES = [
    'application/json',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
    'APPLICATION/JSON',
    'Application/Json; Charset=UTF-8',
    'text/json',
    'text/json; charset=utf-8',
    'application/problem+json',
    'application/problem+json; charset=utf-8',
    'application/oauth-error+json',
    'application/vnd.acme.error+JSON',
    'application/x-json',
  ];
  test.each(TYPES)('under the content-type %s', async (type) => {
    answer = jsonAnswer(403, { error: 'access_denied', error_description: 'Nobody may.' }, type);
    await expectRefused({
      code: 'access_denied',
      statusCode: 403,
      message: 'Nobody may.',
      cause: { error: 'access_denied', error_description: 'Nobody may.', statusCode: 403 },
    });
  });
});

describe('an error that the server does not name', () => {
  const html = '<!doctype html><title>502 Bad Gateway</title>';
  const ROWS: readonly (readonly [
    id: string,
    status: number,
    type: string | undefined,
    body: string | null,
  ])[] = [
    ['an HTML page', 502, 'text/html', html],
    ['an HTML page that says it is JSON', 500, 'application/json', html],
    ['an empty body', 401, undefined, null],
    ['an empty body that says it is JSON', 400, 'application/json', ''],
    ['plain text', 403, 'text/plain', 'Forbidden'],
    ['a form', 400, 'application/x-www-form-urlencoded', 'error=invalid_grant'],
    ['XML', 500, 'application/xml', '<error>invalid_grant</error>'],
    ['JSON that says it is text', 400, 'text/plain', '{"error":"invalid_grant"}'],
    ['JSON that does not say so', 400, undefined, '{"error":"invalid_grant"}'],
    ['JSONP', 400, 'application/jsonp', '{"error":"invalid_grant"}'],
    ['JSON that was cut', 400, 'application/json', '{"error":"invalid_gra'],
    ['null', 400, 'application/json', 'null'],
    ['a string', 400, 'application/json', '"invalid_grant"'],
    ['a list', 400, 'application/json', '[{"error":"invalid_grant"}]'],
    ['an object without error', 400, 'application/json', '{"message":"Oops."}'],
    ['a problem (RFC 9457)', 400, 'application/problem+json', '{"title":"Oops.","status":400}'],
    ['an empty error', 400, 'application/json', '{"error":""}'],
    ['an error of null', 400, 'application/json', '{"error":null}'],
    ['an error that is a number', 400, 'application/json', '{"error":5}'],
    ['an error that is an object', 400, 'application/json', '{"error":{"code":"a"}}'],
    ['an error in a list', 400, 'application/json', '{"error":["invalid_grant"]}'],
    ['an error in two lines', 400, 'application/json', '{"error":"a\\nb","error_description":"c"}'],
    ['an error with quotes', 400, 'application/json', '{"error":"a\\"b"}'],
    ['an error that is not ASCII', 400, 'application/json', '{"error":"zoë"}'],
    ['an error of 101 characters', 400, 'application/json', `{"error":"${'e'.repeat(101)}"}`],
    ['a description alone', 400, 'application/json', '{"error_description":"Oops."}'],
    ['an error of 599', 599, 'text/html', html],
  ];
  test.each(ROWS)('%s', async (_, status, type, body) => {
    const headers: HeadersInit = type === undefined ? {} : { 'content-type': type };
    answer = () => {
      // As octets: a string would bring a content-type of its own.
      const octets = body === null ? null : new TextEncoder().encode(body);
      return new Response(octets, { status, headers });
    };
    await expectRefused({
      statusCode: status,
      message: `The token endpoint answered with the status ${status}.`,
    });
  });
});

describe('a description', () => {
  const ROWS: readonly (readonly [id: string, description: unknown, shown: string | undefined])[] =
    [
      ['of null is none', null, undefined],
      ['that is a number is none', 5, undefined],
      ['that is an object is none', { en: 'Oops.' }, undefined],
      ['with line ends is one line', 'one\r\ntwo\u2028three\u2029four\n', 'one two three four '],
      ['with control characters loses them', 'a\u0000b\u001b[31mc\u007fd\u0085e', 'a b [31mc d e'],
      ['that is long is cut', 'long '.repeat(1000), 'long '.repeat(200)],
    ];
  test.each(ROWS)('%s', async (_, description, shown) => {
    answer = jsonAnswer(400, { error: 'invalid_grant', error_description: description });
    await expectRefused({
      code: 'invalid_grant',
      statusCode: 400,
      message: shown ?? 'The token endpoint refused: invalid_grant.',
      cause: {
        error: 'invalid_grant',
        ...(shown !== undefined && { error_description: shown }),
        statusCode: 400,
      },
    });
  });
});

describe('a status that is neither 200 nor an error is invalid_response', () => {
  const token = '{"access_token":"a","expires_in":3600}';
  const error = '{"error":"invalid_grant"}';
  const empty = new Set([204, 205, 304]);
  const STATUSES = [201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 304, 307, 308, 399];
  test.each(STATUSES)('%i', async (status) => {
    for (const body of [token, error]) {
      answer = () =>
        new Response(empty.has(status) ? null : body, {
          status,
          headers: { 'content-type': 'application/json', location: '/oauth/elsewhere' },
        });
      await expectRefused({
        code: 'invalid_response',
        statusCode: 502,
        message: `The token endpoint answered with the status ${status}.`,
      });
    }
    const elsewhere = issuer.requests.filter(({ url }) => url.endsWith('/oauth/elsewhere'));
    expect(elsewhere).toEqual([]);
  });
});
