import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { AuthError, RequestHeaders } from '../../src/index.ts';
import {
  ApiClient,
  ApiError,
  AuthorizationServerError,
  ConfigurationError,
  InsufficientScopeError,
  InvalidAuthSchemeError,
  InvalidRequestError,
  isAuthError,
  MissingAuthorizationError,
  VerifyAccessTokenError,
} from '../../src/index.ts';
import { REASONS } from '../../src/refusal/reasons.ts';

const issuer = await createTestIssuer({ algorithm: 'ES256' });
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: 'https://api.test',
  dpop: { mode: 'disabled' },
  fetch: issuer.fetch,
});

const EXPOSED = 'WWW-Authenticate, DPoP-Nonce';
const CHALLENGED = [
  new MissingAuthorizationError('missing_authorization'),
  new InvalidAuthSchemeError('unsupported_scheme'),
  new InvalidRequestError('malformed_authorization'),
  new VerifyAccessTokenError('bad_signature'),
  new InsufficientScopeError(['read']),
];
const UNAVAILABLE = new AuthorizationServerError('keys_unavailable', { retryAfter: 30 });

function answer(error: AuthError, headers: RequestHeaders = {}) {
  return api.refusal(error, { headers });
}

describe('the answer', () => {
  for (const error of [...CHALLENGED, UNAVAILABLE]) {
    test(`${error.name}: status, body and fields, and no others`, () => {
      const { status, headers, body } = answer(error);
      expect(status).toBe(error.statusCode);
      expect(body).toBe(`{"error":"${error.code}","error_description":"${REASONS[error.reason]}"}`);
      const { 'www-authenticate': challenge, 'retry-after': retryAfter, ...rest } = headers;
      expect(rest).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
      expect(typeof challenge).toBe(status === 503 ? 'undefined' : 'string');
      expect(retryAfter).toBe(status === 503 ? '30' : undefined);
    });
  }

  test('details and cause stay out of it', () => {
    const details = { expected: 'unseen', received: 'unseen' };
    const error = new VerifyAccessTokenError('expired', { details, cause: new Error('unseen') });
    expect(JSON.stringify(answer(error))).not.toContain('unseen');
  });

  test('two answers to one error share nothing', () => {
    const error = new VerifyAccessTokenError('expired');
    const first = answer(error);
    const before = structuredClone(first.headers);
    first.headers['www-authenticate'] = 'changed';
    expect(answer(error).headers).toEqual(before);
  });
});

describe('Access-Control-Expose-Headers (Fetch Standard, CORS protocol)', () => {
  const origins: readonly RequestHeaders[] = [
    { origin: 'https://app.test' },
    { Origin: 'null' },
    { ORIGIN: ['https://app.test'] },
    new Headers({ origin: 'https://app.test' }),
  ];
  for (const error of [...CHALLENGED, UNAVAILABLE]) {
    test(`${error.name}: there for a request with Origin, and only then`, () => {
      for (const headers of origins) {
        expect(answer(error, headers).headers['access-control-expose-headers']).toBe(EXPOSED);
      }
      for (const headers of [{}, { referer: 'https://app.test' }, new Headers()]) {
        expect(answer(error, headers).headers).not.toHaveProperty('access-control-expose-headers');
      }
    });
  }
});

describe('error.headers, for applications that write the answer themselves', () => {
  const CHALLENGE = 'Bearer realm="api"';
  const rows: readonly (readonly [name: string, headers: RequestHeaders, expected: object])[] = [
    ['no credentials', {}, { 'www-authenticate': CHALLENGE }],
    [
      'no credentials, from a browser',
      { origin: 'https://app.test' },
      { 'www-authenticate': CHALLENGE, 'access-control-expose-headers': EXPOSED },
    ],
    [
      'a malformed field',
      { authorization: 'Bearer' },
      {
        'www-authenticate': `${CHALLENGE}, error="invalid_request", error_description="${REASONS.malformed_authorization}"`,
      },
    ],
    [
      'an opaque token',
      { authorization: 'Bearer abc' },
      {
        'www-authenticate': `${CHALLENGE}, error="invalid_token", error_description="${REASONS.opaque_token}"`,
      },
    ],
  ];
  for (const [name, headers, expected] of rows) {
    test(`are there when verifyRequest throws: ${name}`, async () => {
      const error = await thrown({ headers });
      expect(error.headers).toEqual(expected);
    });

    test(`are there when authenticate refuses: ${name}`, async () => {
      const request = { method: 'GET', url: 'https://api.test/', headers };
      const result = await api.authenticate(request);
      expect(result).toMatchObject({ ok: false, error: { headers: expected } });
    });
  }

  test('are those of an outage, too', async () => {
    const down = await createTestIssuer({ algorithm: 'ES256' });
    down.goDown();
    const client = new ApiClient({ issuer: down.issuer, audience: 'a', fetch: down.fetch });
    const error = await thrown({
      client,
      headers: { authorization: `Bearer ${await down.mint()}` },
    });
    expect(error.statusCode).toBe(503);
    expect(error.headers).toEqual({ 'retry-after': expect.stringMatching(/^[1-9]\d*$/) });
  });

  async function thrown({
    client = api,
    headers,
  }: {
    client?: ApiClient;
    headers: RequestHeaders;
  }) {
    const request = { method: 'GET', url: 'https://api.test/', headers };
    const error: unknown = await client.verifyRequest(request).catch((reason: unknown) => reason);
    return isAuthError(error) ? error : expect.fail(String(error));
  }
});

describe('what is no AuthError gets no answer here', () => {
  const ROWS: ReadonlyArray<readonly [id: string, thrown: unknown]> = [
    ['an Error', new Error('db password')],
    ['an error of the exchange', new ApiError('no', 'access_denied', 403)],
    ['a mistake of the application', new ConfigurationError('no')],
    ['an object like one', { statusCode: 401, code: 'invalid_token', message: 'a' }],
    ['a string', 'no'],
    ['undefined', undefined],
  ];
  test.each(ROWS)('%s is thrown on', (_id, thrown) => {
    let caught: unknown = 'nothing';
    try {
      answer(thrown as AuthError);
    } catch (error) {
      caught = error;
    }
    // Frameworks take undefined, and some strings, for something else than an error.
    if (typeof thrown === 'object') expect(caught).toBe(thrown);
    else expect(caught).toMatchObject({ cause: thrown });
  });
});
