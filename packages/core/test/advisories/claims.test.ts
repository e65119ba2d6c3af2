import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';
import type { ExpectedRefusal } from '../protected-api.ts';
import {
  AUDIENCE,
  createClock,
  expectAccepted,
  expectRefused,
  NOW,
  withToken,
} from '../protected-api.ts';
import { claimsText, goodClaims } from './forge.ts';

const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const header = { alg: 'ES256', kid: issuer.kid };
const api = new ApiClient({
  issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
  audience: AUDIENCE,
  now,
});

function refusal(reason: ExpectedRefusal['reason']): ExpectedRefusal {
  return { status: 401, reason };
}

/** Signs good claims in which one member is written as it stands. */
function mintRaw(member: string): Promise<string> {
  return issuer.sign({ header, payload: claimsText(issuer.issuer, member) });
}

const NOT_OBJECTS = [
  '[]',
  '[{}]',
  'null',
  'true',
  '7',
  '"text"',
  '1e999',
  '',
  ' ',
  '{',
  '{}{}',
  '{"iss":}',
  "{'iss':1}",
  'undefined',
  '{"a":1,}',
  '\ufeff{}',
];

describe('CVE-2026-107723: payloads that are not one JSON object', () => {
  test.each(NOT_OBJECTS)('%j, validly signed, is refused', async (payload) => {
    // An empty payload leaves an empty part, which is no compact JWS of ours.
    const reason = payload === '' ? 'malformed_token' : 'malformed_claims';
    await expectRefused(api, withToken(await issuer.sign({ header, payload })), refusal(reason));
  });

  test('an array that carries every claim is refused', async () => {
    const payload = [goodClaims(issuer.issuer)];
    const token = await issuer.sign({ header, payload });
    await expectRefused(api, withToken(token), refusal('malformed_claims'));
  });
});

const AUDIENCES: { id: string; title: string; aud: unknown; reason?: ExpectedRefusal['reason'] }[] =
  [
    { id: 'CVE-2025-62610', title: 'another audience', aud: 'https://other.test' },
    { id: 'CVE-2025-62610', title: 'no audience', aud: undefined },
    { id: 'CVE-2026-116684', title: 'an empty audience', aud: '' },
    { id: 'CVE-2026-116684', title: 'an empty list', aud: [] },
    { id: 'CVE-2026-116684', title: 'a list of others', aud: ['https://a.test', 'https://b.test'] },
    { id: 'CVE-2026-115413', title: 'a longer host', aud: `${AUDIENCE}.evil` },
    { id: 'CVE-2026-115413', title: 'a prefix', aud: AUDIENCE.slice(0, -1) },
    { id: 'CVE-2026-115413', title: 'a suffix', aud: AUDIENCE.slice(1) },
    { id: 'CVE-2026-115413', title: 'a substring', aud: 'api.test' },
    { id: 'CVE-2026-115413', title: 'a longer path', aud: `${AUDIENCE}/admin` },
    { id: 'CVE-2025-69196', title: 'a trailing slash', aud: `${AUDIENCE}/` },
    { id: 'CVE-2025-69196', title: 'another case', aud: AUDIENCE.toUpperCase() },
    { id: 'CVE-2025-69196', title: 'surrounding space', aud: ` ${AUDIENCE}` },
    {
      id: 'CVE-2025-69196',
      title: 'two audiences in one string',
      aud: `${AUDIENCE} https://b.test`,
    },
    {
      id: 'CVE-2025-69196',
      title: 'two audiences joined by a comma',
      aud: `${AUDIENCE},https://b.test`,
    },
    { id: 'CVE-2025-69196', title: 'a wildcard', aud: '*' },
    { id: 'CVE-2025-69196', title: 'a nested list', aud: [[AUDIENCE]], reason: 'invalid_claim' },
    {
      id: 'CVE-2025-69196',
      title: 'a list with a number',
      aud: [AUDIENCE, 7],
      reason: 'invalid_claim',
    },
    { id: 'CVE-2025-69196', title: 'an object', aud: { 0: AUDIENCE }, reason: 'invalid_claim' },
    {
      id: 'CVE-2025-69196',
      title: 'an object with includes',
      aud: { includes: AUDIENCE, length: 1 },
      reason: 'invalid_claim',
    },
    { id: 'CVE-2025-69196', title: 'null', aud: null, reason: 'invalid_claim' },
    { id: 'CVE-2025-69196', title: 'true', aud: true, reason: 'invalid_claim' },
  ];

describe('audiences', () => {
  test.each(AUDIENCES)('$id: $title is refused', async ({ aud, reason = 'audience_mismatch' }) => {
    const token = await issuer.mint({ claims: { aud } });
    await expectRefused(api, withToken(token), refusal(reason));
  });

  const ALONE = AUDIENCES.filter(({ aud }) => typeof aud === 'string');
  test.each(ALONE)('$id: $title as an item of a list is refused', async ({ aud }) => {
    const token = await issuer.mint({ claims: { aud: ['https://other.test', aud] } });
    await expectRefused(api, withToken(token), refusal('audience_mismatch'));
  });

  test('one of several audiences is enough', async () => {
    await expectAccepted(api, await issuer.mint({ audience: ['https://a.test', AUDIENCE] }));
  });

  test.each([
    { id: 'CVE-2025-62610', title: 'no audience', audience: undefined },
    { id: 'CVE-2025-62610', title: 'null', audience: null },
    { id: 'CVE-2025-62610', title: 'an empty string', audience: '' },
    { id: 'CVE-2025-62610', title: 'an empty list', audience: [] },
    { id: 'CVE-2025-62610', title: 'false', audience: false },
    { id: 'CVE-2026-35040', title: 'a RegExp', audience: /api/g },
    { id: 'GHSA-cjw9-ghj4-fwxf', title: 'a list with a RegExp', audience: [/^(a+)+$/] },
  ])('$id: $title in the options stops the start', ({ audience }) => {
    const options = { issuer: issuer.issuer, audience } as unknown as ApiClientOptions;
    expect(() => new ApiClient(options)).toThrow(ConfigurationError);
  });

  test.each([/issuer/y, [/issuer/g]])('CVE-2026-35040: an issuer cannot be %s', (pattern) => {
    const named = Array.isArray(pattern) ? { issuers: pattern } : { issuer: pattern };
    const options = { ...named, audience: AUDIENCE } as unknown as ApiClientOptions;
    expect(() => new ApiClient(options)).toThrow(ConfigurationError);
  });
});

const MISTYPED = [
  '"9999999999"',
  '"1"',
  '""',
  'null',
  '1e999',
  '-1e999',
  '"NaN"',
  '"Infinity"',
  'true',
  'false',
  '{}',
  '[]',
  '[9999999999]',
  '{"valueOf":9999999999}',
  '"2099-01-01T00:00:00Z"',
];

describe('CVE-2026-44459: times of the wrong type', () => {
  for (const claim of ['exp', 'nbf', 'iat']) {
    test.each(MISTYPED)(`${claim} %s is refused`, async (text) => {
      const error = await expectRefused(
        api,
        withToken(await mintRaw(`"${claim}":${text}`)),
        refusal('invalid_claim'),
      );
      expect(error.details).toMatchObject({ claim });
    });

    test.each(['NaN', 'Infinity', '0x7fffffff', '1_000', '+1', '09'])(
      `${claim} %s is no JSON and refused`,
      async (text) => {
        const token = await mintRaw(`"${claim}":${text}`);
        await expectRefused(api, withToken(token), refusal('malformed_claims'));
      },
    );
  }

  test.each(['exp', 'iat'])('supabase/cli#5560: a token without %s is refused', async (claim) => {
    const token = await issuer.mint({ claims: { [claim]: undefined } });
    const error = await expectRefused(api, withToken(token), refusal('missing_claim'));
    expect(error.details).toEqual({ claim });
  });

  test.each(['0', '-0', '-1', '1', '-9999999999', '5e-324', '-1.7976931348623157e308'])(
    'b2-mcp#172: exp %s has passed',
    async (text) => {
      await expectRefused(api, withToken(await mintRaw(`"exp":${text}`)), refusal('expired'));
    },
  );

  test.each(['9999999999', '1e308', `${NOW + 6}`, `${NOW + 5.5}`])(
    'nbf %s is not reached',
    async (text) => {
      await expectRefused(api, withToken(await mintRaw(`"nbf":${text}`)), refusal('not_yet_valid'));
    },
  );

  test.each([
    '"nbf":0',
    '"nbf":-1',
    `"nbf":${NOW + 5}`,
    '"iat":0',
    '"iat":9999999999',
    `"exp":${NOW - 4}`,
  ])('%s is within what the clock allows', async (member) => {
    await expectAccepted(api, await mintRaw(member));
  });

  test.each([
    { tolerance: 0, exp: NOW, passes: false },
    { tolerance: 0, exp: NOW + 1, passes: true },
    { tolerance: 5, exp: NOW - 5, passes: false },
    { tolerance: 60, exp: NOW - 59, passes: true },
  ])('clerk#8359: tolerance $tolerance is honoured to the second', async (row) => {
    const strict = new ApiClient({
      issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
      audience: AUDIENCE,
      clockTolerance: row.tolerance,
      now,
    });
    const token = await issuer.mint({ claims: { exp: row.exp } });
    if (row.passes) await expectAccepted(strict, token);
    else await expectRefused(strict, withToken(token), refusal('expired'));
  });
});

const ISSUERS: { title: string; iss: unknown }[] = [
  { title: 'a list with the good one last', iss: ['https://evil.test/', issuer.issuer] },
  { title: 'a list with the good one first', iss: [issuer.issuer, 'https://evil.test/'] },
  { title: 'a list with the good one alone', iss: [issuer.issuer] },
  { title: 'an object', iss: { 0: issuer.issuer, length: 1 } },
  { title: 'absent', iss: undefined },
  { title: 'null', iss: null },
  { title: 'an empty string', iss: '' },
  { title: 'a number', iss: 7 },
  { title: 'without its slash', iss: issuer.issuer.slice(0, -1) },
  { title: 'with a second slash', iss: `${issuer.issuer}/` },
  { title: 'in another case', iss: issuer.issuer.toUpperCase() },
  { title: 'with its default port', iss: 'https://issuer.test:443/' },
  { title: 'with user information', iss: 'https://issuer.test@evil.test/' },
  { title: 'as a prefix', iss: 'https://issuer.test/.evil.test' },
  { title: 'as a subdomain', iss: 'https://issuer.test.evil.test/' },
  { title: 'with a query', iss: `${issuer.issuer}?a` },
  { title: 'with a space behind', iss: `${issuer.issuer} ` },
  { title: 'with a zero octet behind', iss: `${issuer.issuer}\u0000` },
  { title: 'a name of Object.prototype', iss: 'constructor' },
  { title: '__proto__', iss: '__proto__' },
];

describe('CVE-2025-30144: issuers', () => {
  test.each(ISSUERS)('iss $title is refused before any request', async ({ iss }) => {
    const before = issuer.requests.length;
    const online = new ApiClient({
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: issuer.fetch,
      now,
    });
    const token = await issuer.mint({ claims: { iss } });
    await expectRefused(online, withToken(token), refusal('issuer_not_allowed'));
    expect(issuer.requests.length).toBe(before);
  });
});

const MEMBERS: { title: string; member: string }[] = [
  { title: '__proto__ as an object', member: '"__proto__":{"admin":true}' },
  { title: '__proto__ as a string', member: '"__proto__":"x"' },
  { title: '__proto__ as null', member: '"__proto__":null' },
  { title: '__proto__ with escapes', member: '"\\u005f_proto__":{"admin":true}' },
  {
    title: '__proto__ with every character escaped',
    member: '"\\u005f\\u005f\\u0070\\u0072\\u006f\\u0074\\u006f\\u005f\\u005f":1',
  },
  { title: '__proto__ in an object', member: '"x":{"y":{"__proto__":{"admin":true}}}' },
  { title: '__proto__ in a list', member: '"x":[[{"__proto__":{}}]]' },
  { title: '__proto__ in act', member: '"act":{"__proto__":{"sub":"root"}}' },
  { title: '__proto__ in cnf', member: '"cnf":{"__proto__":{"jkt":"x"}}' },
  { title: 'constructor', member: '"constructor":{"prototype":{"admin":true}}' },
  { title: 'constructor with escapes', member: '"c\\u006fnstructor":1' },
];

describe('prototype keys', () => {
  test.each(MEMBERS)(
    '$title in the claims is refused, and pollutes nothing',
    async ({ member }) => {
      await expectRefused(api, withToken(await mintRaw(member)), refusal('malformed_claims'));
      expect(({} as { admin?: unknown }).admin).toBeUndefined();
    },
  );

  test.each(MEMBERS)('$title in the header is refused', async ({ member }) => {
    const text = `${JSON.stringify(header).slice(0, -1)},${member}}`;
    const token = await issuer.sign({ header: text, payload: goodClaims(issuer.issuer) });
    await expectRefused(api, withToken(token), refusal('malformed_token'));
  });

  test.each(['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
    'the inherited %s does not count as a required claim',
    async (claim) => {
      const asking = new ApiClient({
        issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
        audience: AUDIENCE,
        requiredClaims: [claim],
        now,
      });
      await expectRefused(asking, withToken(await issuer.mint()), refusal('missing_claim'));
      const own = await issuer.mint({ claims: { [claim]: 1 } });
      await expectAccepted(asking, own);
    },
  );
});

const DUPLICATES: { title: string; member: string; expected: ExpectedRefusal }[] = [
  {
    title: 'a later iss',
    member: '"iss":"https://evil.test/"',
    expected: refusal('issuer_not_allowed'),
  },
  {
    title: 'a later aud',
    member: '"aud":"https://evil.test"',
    expected: refusal('audience_mismatch'),
  },
  { title: 'a later exp', member: '"exp":1', expected: refusal('expired') },
  { title: 'a later exp in escapes', member: '"\\u0065xp":1', expected: refusal('expired') },
];

describe('RFC 7519 section 4: of two members with one name the last counts, everywhere', () => {
  test.each(DUPLICATES)('$title counts', async ({ member, expected }) => {
    await expectRefused(api, withToken(await mintRaw(member)), expected);
  });

  test('an earlier, bad value does not count, and what is checked is what callers get', async () => {
    const rest = JSON.stringify(goodClaims(issuer.issuer)).slice(1);
    const payload = `{"iss":"https://evil.test/","aud":"x","exp":1,"sub":"root",${rest}`;
    const result = await api.authenticate(withToken(await issuer.sign({ header, payload })));
    expect(result).toMatchObject({
      ok: true,
      auth: {
        issuer: issuer.issuer,
        claims: { sub: 'user', exp: NOW + 3600 },
        expiresAt: NOW + 3600,
      },
    });
  });

  test('in the header too', async () => {
    const payload = goodClaims(issuer.issuer);
    const kid = JSON.stringify(issuer.kid);
    const last = `{"alg":"ES256","kid":${kid},"alg":"none"}`;
    const first = `{"alg":"none","alg":"ES256","kid":${kid}}`;
    await expectRefused(
      api,
      withToken(await issuer.sign({ header: last, payload })),
      refusal('algorithm_not_allowed'),
    );
    await expectAccepted(api, await issuer.sign({ header: first, payload }));
  });
});
