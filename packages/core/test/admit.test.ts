import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { AdmissionOptions, RequestHeaders } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';

const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: 'https://api.test',
  fetch: issuer.fetch,
  now: () => NOW,
});
const token = await issuer.mint();
const expired = await issuer.mint({ expiresIn: -60 });

const preflight = { origin: 'https://app.test', 'access-control-request-method': 'POST' };

async function outcome(
  { method = 'GET', headers }: { method?: string; headers: RequestHeaders },
  options?: AdmissionOptions,
): Promise<string> {
  const result = await api.admit({ method, url: 'https://api.test/', headers }, options);
  if (!result.ok) return `${result.response.status} ${result.error.reason}`;
  return result.auth === undefined ? 'anonymous' : result.auth.clientId;
}

interface Row {
  readonly name: string;
  readonly headers: RequestHeaders;
  /** What comes of it by default, and with `required: false`. */
  readonly byDefault: string;
  readonly optional: string;
}

const refused = (
  name: string,
  authorization: string | readonly string[],
  expected: string,
): Row => ({
  name,
  headers: { authorization },
  byDefault: expected,
  optional: expected,
});

const rows: readonly Row[] = [
  { name: 'no field', headers: {}, byDefault: '401 missing_authorization', optional: 'anonymous' },
  {
    name: 'no field in a Headers',
    headers: new Headers(),
    byDefault: '401 missing_authorization',
    optional: 'anonymous',
  },
  {
    name: 'a field that is undefined',
    headers: { authorization: undefined },
    byDefault: '401 missing_authorization',
    optional: 'anonymous',
  },
  {
    name: 'a token where none is read',
    headers: { cookie: `access_token=${expired}`, 'x-authorization': `Bearer ${expired}` },
    byDefault: '401 missing_authorization',
    optional: 'anonymous',
  },
  refused('a good token', `Bearer ${token}`, 'test-client'),
  refused('an empty field', '', '400 malformed_authorization'),
  refused('a scheme alone', 'Bearer', '400 malformed_authorization'),
  refused('another scheme', 'Basic YTpi', '401 unsupported_scheme'),
  refused('garbage', 'Bearer abc', '401 opaque_token'),
  refused('an expired token', `Bearer ${expired}`, '401 expired'),
  refused('two fields', [`Bearer ${token}`, `Bearer ${token}`], '400 repeated_authorization'),
];

describe('required: false opens the way for requests without credentials alone', () => {
  for (const { name, headers, byDefault, optional } of rows) {
    test(`${name}: ${byDefault}, ${optional}`, async () => {
      expect(await outcome({ headers })).toBe(byDefault);
      expect(await outcome({ headers }, {})).toBe(byDefault);
      expect(await outcome({ headers }, { required: undefined })).toBe(byDefault);
      expect(await outcome({ headers }, { required: true })).toBe(byDefault);
      expect(await outcome({ headers }, { required: false })).toBe(optional);
    });
  }

  test('an outage refuses, too', async () => {
    const down = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });
    down.goDown();
    const client = new ApiClient({
      issuer: down.issuer,
      audience: 'https://api.test',
      fetch: down.fetch,
      now: () => NOW,
    });
    const headers = { authorization: `Bearer ${await down.mint()}` };
    const request = { method: 'GET', url: 'https://api.test/', headers };
    const result = await client.admit(request, { required: false });
    expect(result).toMatchObject({ ok: false, response: { status: 503 } });
  });

  test('an answer that depends on credentials says so to caches, whoever asks', async () => {
    const request = { method: 'GET', url: 'https://api.test/', headers: {} };
    expect(await api.admit(request, { required: false })).toMatchObject({
      headers: { vary: 'Authorization, DPoP' },
    });
  });
});

describe('preflights (Fetch Standard, CORS-preflight fetch)', () => {
  const cases: readonly (readonly [string, string, RequestHeaders, string])[] = [
    ['a preflight', 'OPTIONS', preflight, 'anonymous'],
    ['a preflight in a Headers', 'OPTIONS', new Headers(preflight), 'anonymous'],
    [
      'names in another case',
      'OPTIONS',
      { Origin: 'a', 'Access-Control-Request-Method': 'GET' },
      'anonymous',
    ],
    ['a plain OPTIONS', 'OPTIONS', {}, '401 missing_authorization'],
    ['OPTIONS with Origin alone', 'OPTIONS', { origin: 'a' }, '401 missing_authorization'],
    [
      'OPTIONS with the method alone',
      'OPTIONS',
      { 'access-control-request-method': 'GET' },
      '401 missing_authorization',
    ],
    ['GET with both fields', 'GET', preflight, '401 missing_authorization'],
    ['POST with both fields', 'POST', preflight, '401 missing_authorization'],
    ['options in lower case, another method', 'options', preflight, '401 missing_authorization'],
  ];
  for (const [name, method, headers, expected] of cases) {
    test(`${name}: ${expected}`, async () => {
      expect(await outcome({ method, headers })).toBe(expected);
      expect(await outcome({ method, headers }, { preflight: 'pass' })).toBe(expected);
      expect(await outcome({ method, headers }, { preflight: undefined })).toBe(expected);
      expect(await outcome({ method, headers }, { preflight: 'refuse' })).toBe(
        '401 missing_authorization',
      );
    });
  }

  test('a preflight is never authenticated, whatever it carries', async () => {
    const headers = { ...preflight, authorization: 'Bearer abc' };
    expect(await outcome({ method: 'OPTIONS', headers })).toBe('anonymous');
    expect(await outcome({ method: 'OPTIONS', headers }, { preflight: 'refuse' })).toBe(
      '401 opaque_token',
    );
  });

  test('required: false with preflight: refuse lets a bare preflight pass, as every request without credentials', async () => {
    const options = { required: false, preflight: 'refuse' } as const;
    expect(await outcome({ method: 'OPTIONS', headers: preflight }, options)).toBe('anonymous');
  });
});

test('a remembered token is admitted at once, not by a promise', async () => {
  const headers = { authorization: `Bearer ${token}` };
  const request = { method: 'GET', url: 'https://api.test/', headers };
  await api.admit(request);
  expect(api.admit(request)).toMatchObject({ ok: true, auth: { clientId: 'test-client' } });
});
