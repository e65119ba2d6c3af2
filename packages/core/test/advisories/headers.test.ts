import { createTestIssuer } from '@holdfast/auth-testing';
import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import {
  AUDIENCE,
  createClock,
  expectAccepted,
  expectRefused,
  withField,
  withToken,
} from '../protected-api.ts';
import { encoded, goodClaims } from './forge.ts';

const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const { kid } = issuer;
const good = { alg: 'ES256', kid };
const claims = goodClaims(issuer.issuer);

function client(options: { readonly tokenType?: 'at+jwt' } = {}): ApiClient {
  return new ApiClient({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    fetch: issuer.fetch,
    now,
    ...options,
  });
}

async function expect401(header: unknown, reason: AuthErrorReason): Promise<void> {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const token = await issuer.sign({ header: text, payload: claims });
  await expectRefused(client(), withToken(token), { status: 401, reason });
}

const CRITICAL: { id: string; title: string; header: unknown }[] = [
  { id: 'CVE-2026-35042', title: 'an unknown extension', header: { crit: ['x'], x: 1 } },
  { id: 'CVE-2026-35042', title: 'an extension that is absent', header: { crit: ['x'] } },
  { id: 'CVE-2026-32597', title: 'an empty list', header: { crit: [] } },
  { id: 'CVE-2025-59420', title: 'alg', header: { crit: ['alg'] } },
  { id: 'CVE-2025-59420', title: 'kid and typ', header: { crit: ['kid', 'typ'] } },
  { id: 'CVE-2025-59420', title: 'crit itself', header: { crit: ['crit'] } },
  { id: 'CVE-2026-32597', title: 'a name twice', header: { crit: ['x', 'x'], x: 1 } },
  { id: 'CVE-2026-32597', title: 'b64 true', header: { crit: ['b64'], b64: true } },
  { id: 'CVE-2026-32597', title: 'b64 false', header: { crit: ['b64'], b64: false } },
  { id: 'CVE-2026-32597', title: 'exp', header: { crit: ['exp'], exp: 1 } },
  { id: 'CVE-2026-32597', title: 'a string', header: { crit: 'b64' } },
  { id: 'CVE-2026-32597', title: 'null', header: { crit: null } },
  { id: 'CVE-2026-32597', title: 'false', header: { crit: false } },
  { id: 'CVE-2026-32597', title: 'zero', header: { crit: 0 } },
  { id: 'CVE-2026-32597', title: 'an empty string', header: { crit: '' } },
  { id: 'CVE-2026-32597', title: 'an object', header: { crit: {} } },
  { id: 'CVE-2026-32597', title: 'a list of lists', header: { crit: [['x']] } },
];

describe('critical header parameters', () => {
  test.each(CRITICAL)('$id: crit with $title is refused', async ({ header }) => {
    await expect401({ ...good, ...(header as object) }, 'critical_header');
  });

  test('CVE-2026-35042: crit in escapes, or followed by a second one, is refused', async () => {
    const rest = JSON.stringify(good).slice(1);
    await expect401(`{"\\u0063rit":["x"],${rest}`, 'critical_header');
    await expect401(`{"crit":["x"],"crit":[],${rest}`, 'critical_header');
  });

  test('CVE-2026-35042: an unknown parameter that is not critical is ignored', async () => {
    await expectAccepted(client(), await issuer.mint({ header: { x: 1, CRIT: ['x'] } }));
  });

  test('CVE-2026-32597: b64 false without crit is refused', async () => {
    await expect401({ ...good, b64: false }, 'critical_header');
  });

  test('CVE-2026-32597: an unencoded payload (RFC 7797) never passes', async () => {
    const header = encoded({ ...good, b64: false, crit: ['b64'] });
    const token = (await issuer.sign({ header: 'x', payload: claims })).split('.')[2];
    await expectRefused(client(), withToken(`${header}.${JSON.stringify(claims)}.${token}`), {
      status: 400,
      reason: 'repeated_authorization',
    });
    await expectRefused(client(), withToken(`${header}.{}.${token}`), {
      status: 400,
      reason: 'malformed_authorization',
    });
  });
});

const TYPES: { typ: unknown; passes?: true; strict?: true }[] = [
  { typ: undefined, passes: true },
  { typ: 'JWT', passes: true },
  { typ: 'jwt', passes: true },
  { typ: 'at+jwt', passes: true, strict: true },
  { typ: 'AT+JWT', passes: true, strict: true },
  { typ: 'application/at+jwt', passes: true, strict: true },
  { typ: 'Application/AT+jwt', passes: true, strict: true },
  { typ: 'dpop+jwt' },
  { typ: 'logout+jwt' },
  { typ: 'secevent+jwt' },
  { typ: 'JOSE' },
  { typ: 'JOSE+JSON' },
  { typ: 'application/jwt' },
  { typ: 'at+jwt ' },
  { typ: ' at+jwt' },
  { typ: 'at+jwt;a=b' },
  { typ: '' },
  { typ: null },
  { typ: 7 },
  { typ: ['at+jwt'] },
  { typ: {} },
];

describe('RFC 8725 section 3.11: the type of the token', () => {
  test.each(TYPES)('typ $typ', async ({ typ, passes = false, strict = false }) => {
    const token = await issuer.mint({ header: { typ } });
    const refused = { status: 401, reason: 'type_not_allowed' } as const;
    if (passes) await expectAccepted(client(), token);
    else await expectRefused(client(), withToken(token), refused);
    if (strict) await expectAccepted(client({ tokenType: 'at+jwt' }), token);
    else await expectRefused(client({ tokenType: 'at+jwt' }), withToken(token), refused);
  });
});

const KIDS: { title: string; kid: unknown; reason: AuthErrorReason }[] = [
  { title: 'a path', kid: '../../../../dev/null', reason: 'unknown_key' },
  { title: 'a Windows path', kid: '..\\..\\nul', reason: 'unknown_key' },
  { title: 'an encoded path', kid: '%2e%2e%2fetc%2fpasswd', reason: 'unknown_key' },
  { title: 'SQL', kid: "x' UNION SELECT 'AA';--", reason: 'unknown_key' },
  { title: 'a shell command', kid: '$(id)|id;`id`', reason: 'unknown_key' },
  { title: 'a URL', kid: 'https://evil.test/keys', reason: 'unknown_key' },
  { title: 'a line break and a header', kid: 'a\r\nSet-Cookie: a=b', reason: 'unknown_key' },
  { title: 'a quoted challenge', kid: 'a", Basic realm="evil', reason: 'unknown_key' },
  { title: 'a zero octet', kid: `${kid}\u0000`, reason: 'unknown_key' },
  { title: 'a lone surrogate', kid: '\ud800', reason: 'unknown_key' },
  { title: 'a prefix of a good one', kid: kid.slice(0, -1), reason: 'unknown_key' },
  { title: 'another case', kid: kid.toUpperCase(), reason: 'unknown_key' },
  { title: 'a space behind', kid: `${kid} `, reason: 'unknown_key' },
  { title: 'empty', kid: '', reason: 'unknown_key' },
  { title: '__proto__', kid: '__proto__', reason: 'unknown_key' },
  { title: 'constructor', kid: 'constructor', reason: 'unknown_key' },
  { title: 'undefined as text', kid: 'undefined', reason: 'unknown_key' },
  { title: '8 KiB', kid: 'k'.repeat(8192), reason: 'unknown_key' },
  { title: 'null', kid: null, reason: 'malformed_token' },
  { title: 'a number', kid: 0, reason: 'malformed_token' },
  { title: 'a list with the good one', kid: [kid], reason: 'malformed_token' },
  { title: 'an object', kid: { toString: kid }, reason: 'malformed_token' },
  { title: 'true', kid: true, reason: 'malformed_token' },
];

describe('kids', () => {
  test.each(KIDS)('a kid that is $title is refused, and seen in no answer', async (row) => {
    const token = await issuer.sign({ header: { ...good, kid: row.kid }, payload: claims });
    const before = issuer.requests.length;
    const error = await expectRefused(client(), withToken(token), {
      status: 401,
      reason: row.reason,
    });
    expect(JSON.stringify(error.details).length).toBeLessThan(4096);
    const asked = new Set(issuer.requests.slice(before).map(({ url }) => url));
    const documents = [`${issuer.issuer}.well-known/openid-configuration`, issuer.jwksUri];
    expect([...asked].filter((url) => !documents.includes(url))).toEqual([]);
  });
});

const three = await issuer.mint();
const [protectedPart = '', payloadPart = '', signature = ''] = three.split('.');
const FLATTENED = { protected: protectedPart, payload: payloadPart, signature };
const GENERAL = { payload: payloadPart, signatures: [{ protected: protectedPart, signature }] };
const UNPROTECTED = { payload: payloadPart, signature, header: good };

const SERIALIZATIONS: { title: string; text: string }[] = [
  { title: 'flattened JSON', text: JSON.stringify(FLATTENED) },
  { title: 'general JSON', text: JSON.stringify(GENERAL) },
  { title: 'an unprotected header', text: JSON.stringify(UNPROTECTED) },
];

describe('GHSA-jc38-x7x8-2xc8: other serializations', () => {
  test.each(SERIALIZATIONS)('$title as it stands is refused', async ({ text }) => {
    await expectRefused(client(), withToken(text), {
      status: 400,
      reason: 'repeated_authorization',
    });
    await expect(client().verifyAccessToken(text)).rejects.toMatchObject({
      reason: 'opaque_token',
    });
  });

  test.each(SERIALIZATIONS)('$title in base64url is refused', async ({ text }) => {
    const token = base64url.encode(text);
    await expectRefused(client(), withToken(token), { status: 401, reason: 'opaque_token' });
  });

  test('a detached payload is refused', async () => {
    const token = `${protectedPart}..${signature}`;
    await expectRefused(client(), withToken(token), { status: 401, reason: 'malformed_token' });
  });
});

const JWE_HEADERS: { id: string; title: string; header: object }[] = [
  {
    id: 'CVE-2022-36083',
    title: 'PBES2 with a huge p2c',
    header: { alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2147483647, p2s: 'AAAA' },
  },
  {
    id: 'CVE-2024-28176',
    title: 'a compressed payload',
    header: { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
  },
  { id: 'GHSA-58f5-hfqc-jgch', title: 'CBC', header: { alg: 'RSA1_5', enc: 'A128CBC-HS256' } },
  { id: 'CVE-2024-28176', title: 'a header of a JWS', header: good },
];

describe('encrypted tokens', () => {
  test.each(JWE_HEADERS)('$id: $title is refused unread', async ({ header }) => {
    const before = issuer.requests.length;
    for (const rest of ['AAAA.AAAA.AAAA.AAAA', '.AAAA.AAAA.AAAA', '...']) {
      await expectRefused(client(), withToken(`${encoded(header)}.${rest}`), {
        status: 401,
        reason: 'encrypted_token',
      });
    }
    expect(issuer.requests.length).toBe(before);
  });

  test.each([
    { parts: 1, reason: 'opaque_token' },
    { parts: 2, reason: 'malformed_token' },
    { parts: 4, reason: 'malformed_token' },
    { parts: 5, reason: 'encrypted_token' },
    { parts: 6, reason: 'malformed_token' },
    { parts: 600, reason: 'malformed_token' },
  ] as const)('$parts parts are refused as $reason', async ({ parts, reason }) => {
    const token = Array.from({ length: parts }, () => 'AAAA').join('.');
    await expectRefused(client(), withToken(token), { status: 401, reason });
  });
});

describe('hono#4704: schemes', () => {
  test.each([
    'Basic',
    'basic',
    'Token',
    'JWT',
    'Bearer:',
    'Bearer,',
    'XBearer',
    '"Bearer"',
    'BearerBearer',
  ])('%s with a good token is not accepted', async (scheme) => {
    await expectRefused(client(), withField(`${scheme} ${three}`), {
      status: 401,
      reason: 'unsupported_scheme',
    });
  });

  test.each(['bearer', 'BEARER', 'bEaReR'])('%s is Bearer', async (scheme) => {
    const result = await client().authenticate(withField(`${scheme} ${three}`));
    expect(result.ok).toBe(true);
  });

  test('a token without a scheme is not accepted', async () => {
    await expectRefused(client(), withField(three), { status: 401, reason: 'unsupported_scheme' });
  });
});
