import { createTestIssuer } from '@holdfast/auth-testing';
import fc from 'fast-check';
import { base64url } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Admitted, Refused, ResourceRequest } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';
import { REASONS } from '../src/refusal/reasons.ts';
import {
  AUDIENCE,
  createClock,
  expectAccepted,
  NOW,
  withField,
  withToken,
} from './protected-api.ts';

const SEED = 20_260_101;
// Thousands of inputs take their time on a busy machine; how long is not what is tested.
vi.setConfig({ testTimeout: 60_000 });
const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const header = { alg: 'ES256', kid: issuer.kid };
const fetchSpy = vi.fn<typeof fetch>(issuer.fetch);
const api = new ApiClient({ issuer: issuer.issuer, audience: AUDIENCE, fetch: fetchSpy, now });
const good = await issuer.mint();
await expectAccepted(api, good);

let verify = vi.spyOn(crypto.subtle, 'verify');
beforeEach(() => {
  verify = vi.spyOn(crypto.subtle, 'verify');
  fetchSpy.mockClear();
});
afterEach(() => {
  vi.restoreAllMocks();
  fetchSpy.mockImplementation(issuer.fetch);
});

function isClientError(result: Refused | Admitted): boolean {
  if (result.ok) return false;
  const { error, response } = result;
  return (
    Object.hasOwn(REASONS, error.reason) &&
    error.message === REASONS[error.reason] &&
    response.status === error.statusCode &&
    response.status >= 400 &&
    response.status < 500 &&
    response.body === JSON.stringify({ error: error.code, error_description: error.message })
  );
}

/** Every way in answers with a 4xx of a known reason; none of them throws anything else. */
async function expectClientError(request: ResourceRequest): Promise<Refused> {
  const [first, second] = [await api.authenticate(request), await api.admit(request)];
  if (first.ok || second.ok) throw new Error('The request passed.');
  expect(isClientError(first) && isClientError(second)).toBe(true);
  expect(second.error.reason).toBe(first.error.reason);
  await expect(api.verifyRequest(request)).rejects.toMatchObject({ reason: first.error.reason });
  return first;
}

async function expectReason(request: ResourceRequest, reason: string): Promise<void> {
  expect((await expectClientError(request)).error.reason).toBe(reason);
}

function assertRefused<T>(arbitrary: fc.Arbitrary<T>, requestOf: (value: T) => ResourceRequest) {
  return fc.assert(
    fc.asyncProperty(arbitrary, async (value) => {
      await expectClientError(requestOf(value));
    }),
    { seed: SEED, numRuns: 250 },
  );
}

const codeUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
  .map((units) => String.fromCharCode(...units));
const octets = fc.uint8Array({ maxLength: 300 });
const latin1 = octets.map((bytes) => String.fromCharCode(...bytes));
const base64urlPart = octets.map((bytes) => base64url.encode(bytes));

describe('random fields', () => {
  test('code units, lone surrogates among them', async () => {
    await assertRefused(codeUnits, withField);
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([0, 0]);
  });

  test('octets', async () => {
    await assertRefused(latin1, withField);
    await assertRefused(latin1, (text) => withField(`Bearer ${text}`));
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([0, 0]);
  });

  test('pieces of real credentials in any order', async () => {
    const pieces = fc.constantFrom(
      'Bearer',
      'bearer',
      'Basic',
      ' ',
      '\t',
      ',',
      '.',
      '=',
      good,
      'a',
      '"',
      '\r\n',
      '\u0000',
    );
    const texts = fc.array(pieces, { maxLength: 8 }).map((list) => list.join(''));
    const passes = /^[ \t]*bearer[ \t]+[\w-]+\.[\w-]+\.[\w-]+[ \t]*$/i;
    await assertRefused(
      texts.filter((text) => !(passes.test(text) && text.includes(good))),
      withField,
    );
  });

  test('several values', async () => {
    const values = fc.array(fc.oneof(codeUnits, fc.constant(`Bearer ${good}`)), {
      minLength: 2,
      maxLength: 4,
    });
    await assertRefused(values, (authorization) => ({
      method: 'GET',
      url: AUDIENCE,
      headers: { Authorization: authorization },
    }));
    expect(verify).not.toHaveBeenCalled();
  });
});

describe('random tokens', () => {
  test('octets in base64url', async () => {
    await assertRefused(base64urlPart, withToken);
    const three = fc.tuple(base64urlPart, base64urlPart, base64urlPart);
    await assertRefused(three, (parts) => withToken(parts.join('.')));
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([0, 0]);
  });

  test('any JSON for a header', async () => {
    await assertRefused(fc.json(), (text) => {
      const [, payload, signature] = good.split('.');
      return withToken(`${base64url.encode(text)}.${payload}.${signature}`);
    });
    expect(verify).not.toHaveBeenCalled();
  });

  test('any JSON for a payload, validly signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (payload) => {
        await expectClientError(withToken(await issuer.sign({ header, payload })));
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([0, 0]);
  });

  test('any octets for a payload, validly signed', async () => {
    await fc.assert(
      fc.asyncProperty(octets, async (payload) => {
        await expectClientError(withToken(await issuer.sign({ header, payload })));
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(verify).not.toHaveBeenCalled();
  });

  const CLAIMS = [
    'iss',
    'aud',
    'exp',
    'nbf',
    'iat',
    'sub',
    'client_id',
    'azp',
    'scope',
    'scp',
    'permissions',
    'cnf',
    'jti',
    'act',
  ];
  test('good claims but one of any value: accepted or refused, never a crash', async () => {
    const member = fc.tuple(fc.constantFrom(...CLAIMS), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(member, async ([name, value]) => {
        const token = await issuer.mint({ claims: { [name]: value } });
        const result = await api.authenticate(withToken(token));
        expect(result.ok || isClientError(result)).toBe(true);
        if (!result.ok) return;
        const { scopes, permissions, clientId } = result.auth;
        expect(
          [...scopes, ...permissions, clientId].every((item) => typeof item === 'string'),
        ).toBe(true);
      }),
      { seed: SEED, numRuns: 250 },
    );
  });

  test('a good header but one parameter of any value: accepted or refused, never a crash', async () => {
    const names = [
      'alg',
      'kid',
      'typ',
      'crit',
      'jwk',
      'jku',
      'x5c',
      'x5u',
      'cty',
      'zip',
      'enc',
      'b64',
    ];
    const member = fc.tuple(fc.constantFrom(...names), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(member, async ([name, value]) => {
        const token = await issuer.mint({ header: { [name]: value } });
        const result = await api.authenticate(withToken(token));
        expect(result.ok || isClientError(result)).toBe(true);
      }),
      { seed: SEED, numRuns: 250 },
    );
    // Of all the unknown kids of this file, at most one led to a refresh: the clock stands still.
    expect(fetchSpy.mock.calls.length).toBeLessThanOrEqual(1);
  });
});

describe('a real token, damaged', () => {
  test('cut at every length', async () => {
    for (let length = 0; length < good.length; length += 1) {
      const refused = await expectClientError(withToken(good.slice(0, length)));
      const expected = length === 0 ? 400 : 401;
      expect([length, refused.response.status]).toEqual([length, expected]);
    }
  });

  test('cut in front, at every length', async () => {
    for (let start = 1; start < good.length; start += 1) {
      await expectClientError(withToken(good.slice(start)));
    }
  });

  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  test('with one bit changed, at every position', async () => {
    for (let at = 0; at < good.length; at += 1) {
      const value = ALPHABET.indexOf(good.charAt(at));
      const others =
        value < 0 ? ['A', '-', ''] : [0, 1, 2, 3, 4, 5].map((bit) => ALPHABET[value ^ (1 << bit)]);
      for (const other of others) {
        const token = good.slice(0, at) + other + good.slice(at + 1);
        const result = await api.authenticate(withToken(token));
        expect([at, other, isClientError(result)]).toEqual([at, other, true]);
      }
    }
    expect(fetchSpy.mock.calls.length).toBeLessThanOrEqual(1);
  });

  test('with one character too many, at every position', async () => {
    for (let at = 0; at <= good.length; at += 1) {
      const result = await api.authenticate(withToken(`${good.slice(0, at)}A${good.slice(at)}`));
      expect([at, isClientError(result)]).toEqual([at, true]);
    }
  });

  const SPELLINGS: { title: string; change: (token: string) => string; reason: string }[] = [
    { title: 'padding behind', change: (token) => `${token}=`, reason: 'malformed_token' },
    { title: 'padding behind, twice', change: (token) => `${token}==`, reason: 'malformed_token' },
    {
      title: 'padding behind the header',
      change: (token) => token.replace('.', '=.'),
      reason: 'malformed_authorization',
    },
    {
      title: 'plus for minus',
      change: (token) => token.replace('.', '+.'),
      reason: 'malformed_token',
    },
    { title: 'a slash', change: (token) => token.replace('.', '/.'), reason: 'malformed_token' },
    {
      title: 'a space inside',
      change: (token) => token.replace('.', ' .'),
      reason: 'malformed_authorization',
    },
    {
      title: 'a line break inside',
      change: (token) => token.replace('.', '\n.'),
      reason: 'malformed_authorization',
    },
    { title: 'a tilde', change: (token) => `${token}~`, reason: 'malformed_token' },
    { title: 'a dot in front', change: (token) => `.${token}`, reason: 'malformed_token' },
    { title: 'a dot behind', change: (token) => `${token}.`, reason: 'malformed_token' },
    { title: 'quotes', change: (token) => `"${token}"`, reason: 'malformed_authorization' },
    { title: 'a comma behind', change: (token) => `${token},`, reason: 'repeated_authorization' },
    {
      title: 'a parameter behind',
      change: (token) => `${token}, realm="x"`,
      reason: 'repeated_authorization',
    },
    {
      title: 'full-width letters',
      change: (token) => token.replace('e', 'ｅ'),
      reason: 'malformed_authorization',
    },
    {
      title: 'a lone surrogate',
      change: (token) => `${token}\ud800`,
      reason: 'malformed_authorization',
    },
  ];
  test.each(SPELLINGS)('with $title', async ({ change, reason }) => {
    await expectReason(withToken(change(good)), reason);
    expect(verify).not.toHaveBeenCalled();
  });

  test('with bits behind its end that nothing decodes (RFC 4648 3.5)', async () => {
    // 64 octets of signature leave four unused bits in the last character.
    const last = ALPHABET.indexOf(good.charAt(good.length - 1));
    for (const bits of [1, 2, 3, 8, 15]) {
      await expectReason(withToken(good.slice(0, -1) + ALPHABET[last | bits]), 'malformed_token');
    }
    expect(verify).not.toHaveBeenCalled();
  });

  test('with a signature of every other length', async () => {
    const stem = good.slice(0, good.lastIndexOf('.') + 1);
    for (const length of [1, 2, 32, 63, 65, 66, 96, 128, 256, 512, 4096]) {
      await expectReason(
        withToken(stem + base64url.encode(new Uint8Array(length))),
        'bad_signature',
      );
    }
    await expectReason(withToken(stem + base64url.encode(new Uint8Array(64))), 'bad_signature');
    await expectReason(
      withToken(stem + base64url.encode(new Uint8Array(64).fill(255))),
      'bad_signature',
    );
  });
});

describe('size', () => {
  const MEGABYTE = 1024 * 1024;
  const HUGE: { title: string; field: string; reason: string }[] = [
    { title: 'one token', field: `Bearer ${'a'.repeat(MEGABYTE)}`, reason: 'token_too_large' },
    {
      title: 'a token of dots',
      field: `Bearer ${'.'.repeat(MEGABYTE)}`,
      reason: 'token_too_large',
    },
    {
      title: 'a token of padding',
      field: `Bearer ${'='.repeat(MEGABYTE)}`,
      reason: 'token_too_large',
    },
    {
      title: 'a good token and a tail',
      field: `Bearer ${good}.${'a'.repeat(MEGABYTE)}`,
      reason: 'token_too_large',
    },
    {
      title: 'tokens joined by commas',
      field: `Bearer ${'a, '.repeat(MEGABYTE / 4)}`,
      reason: 'token_too_large',
    },
    { title: 'a scheme', field: 'a'.repeat(MEGABYTE), reason: 'unsupported_scheme' },
    { title: 'spaces', field: ' '.repeat(MEGABYTE), reason: 'malformed_authorization' },
    {
      title: 'Bearer and spaces',
      field: `Bearer${' '.repeat(MEGABYTE)}`,
      reason: 'malformed_authorization',
    },
    {
      title: 'Bearer, spaces and a bad token',
      field: `Bearer${' \t'.repeat(MEGABYTE / 2)}@`,
      reason: 'malformed_authorization',
    },
    { title: 'commas', field: `Basic ${','.repeat(MEGABYTE)}`, reason: 'unsupported_scheme' },
    {
      title: 'commas and spaces',
      field: `Basic ${', '.repeat(MEGABYTE / 2)}`,
      reason: 'unsupported_scheme',
    },
    {
      title: 'a comma, then spaces',
      field: `Basic x,${' '.repeat(MEGABYTE)}`,
      reason: 'unsupported_scheme',
    },
    {
      title: 'a comma, then a name',
      field: `Basic x,${'a'.repeat(MEGABYTE)}`,
      reason: 'unsupported_scheme',
    },
    {
      title: 'names behind commas',
      field: `Basic ${',a '.repeat(MEGABYTE / 4)}`,
      reason: 'unsupported_scheme',
    },
  ];
  test.each(HUGE)('1 MB: $title', async ({ field, reason }) => {
    await expectReason(withField(field), reason);
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([0, 0]);
  });

  test('16 KiB is the most for a token', async () => {
    const claims = { sub: 's'.repeat(9000) };
    const longest = 16 * 1024;
    const size = async (filler: number): Promise<string> =>
      issuer.mint({ claims, header: { filler: 'f'.repeat(filler) } });
    let filler = 2000;
    while ((await size(filler + 1)).length <= longest) filler += 1;
    const token = await size(filler);
    expect(token.length).toBeGreaterThan(longest - 3);
    await expectAccepted(api, token);
    await expectReason(withToken(await size(filler + 1)), 'token_too_large');
    await expect(api.verifyAccessToken(await size(filler + 1))).rejects.toMatchObject({
      statusCode: 401,
    });
  });

  test('many claims, within 16 KiB, are no problem', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 900 }, (_, index) => [`c${index}`, index]),
    );
    await expectAccepted(api, await issuer.mint({ claims: many }));
  });
});

/** JSON nested this deep: lists, or objects. */
function nested(kind: 'lists' | 'objects', depth: number): string {
  return kind === 'lists'
    ? '['.repeat(depth) + ']'.repeat(depth)
    : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

function claimsWith(text: string): string {
  const claims = { iss: issuer.issuer, aud: AUDIENCE, iat: NOW, exp: NOW + 60 };
  return `${JSON.stringify(claims).slice(0, -1)},"x":${text}}`;
}

describe('nesting', () => {
  const KINDS = [
    { kind: 'lists', most: 5900 },
    { kind: 'objects', most: 1950 },
  ] as const;

  test.each(KINDS)('$kind 100,000 deep', async ({ kind }) => {
    const token = await issuer.sign({ header, payload: claimsWith(nested(kind, 100_000)) });
    await expectReason(withToken(token), 'token_too_large');
    await expect(api.verifyAccessToken(token)).rejects.toMatchObject({ reason: 'malformed_token' });
  });

  test.each(KINDS)(
    '$kind as deep as fits in 16 KiB, in the payload and in the header',
    async ({ kind, most }) => {
      const text = nested(kind, most);
      const payload = await issuer.sign({ header, payload: claimsWith(text) });
      expect(payload.length).toBeGreaterThan(15 * 1024);
      await expectReason(withToken(payload), 'malformed_claims');
      const head = `${JSON.stringify(header).slice(0, -1)},"x":${text}}`;
      await expectReason(
        withToken(await issuer.sign({ header: head, payload: {} })),
        'malformed_token',
      );
      await expectReason(
        withToken(await issuer.sign({ header, payload: text })),
        'malformed_claims',
      );
      expect(verify).not.toHaveBeenCalled();
    },
  );

  test.each(KINDS)('$kind: 64 levels pass, 65 do not', async ({ kind }) => {
    // The claims themselves are the first level.
    await expectAccepted(api, await issuer.sign({ header, payload: claimsWith(nested(kind, 63)) }));
    const deeper = await issuer.sign({ header, payload: claimsWith(nested(kind, 64)) });
    await expectReason(withToken(deeper), 'malformed_claims');
  });

  test('that is never closed', async () => {
    const token = await issuer.sign({ header, payload: '['.repeat(11_000) });
    await expectReason(withToken(token), 'malformed_claims');
  });
});

const NOT_UTF8: { title: string; bytes: number[] }[] = [
  { title: 'a lone continuation', bytes: [0x80] },
  { title: 'a cut sequence', bytes: [0xc3] },
  { title: 'an overlong slash', bytes: [0xc0, 0xaf] },
  { title: 'a surrogate', bytes: [0xed, 0xa0, 0x80] },
  { title: 'a pair of surrogates', bytes: [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80] },
  { title: 'beyond Unicode', bytes: [0xf5, 0x80, 0x80, 0x80] },
  { title: 'Latin-1', bytes: [0xe9] },
  { title: '0xff', bytes: [0xff] },
];

describe('invalid UTF-8 (RFC 7519 section 7.2)', () => {
  function withBytes(text: string, bytes: readonly number[]): Uint8Array {
    const [front = '', back = ''] = text.split('?').map((part) => part);
    const encode = (part: string): number[] => [...new TextEncoder().encode(part)];
    return Uint8Array.from([...encode(front), ...bytes, ...encode(back)]);
  }

  test.each(NOT_UTF8)('$title in the claims', async ({ bytes }) => {
    const payload = withBytes(claimsWith('"?"'), bytes);
    await expectReason(withToken(await issuer.sign({ header, payload })), 'malformed_claims');
  });

  test.each(NOT_UTF8)('$title in the header', async ({ bytes }) => {
    const head = withBytes(JSON.stringify({ ...header, x: '?' }), bytes);
    const token = await issuer.sign({ header: head, payload: {} });
    await expectReason(withToken(token), 'malformed_token');
  });

  test.each(['iss', 'aud'])('a lone surrogate in escapes in %s matches nothing', async (claim) => {
    const value = JSON.stringify(claim === 'iss' ? issuer.issuer : AUDIENCE).slice(0, -1);
    const payload = claimsWith(`1,"${claim}":${value}\\ud800"`);
    const reason = claim === 'iss' ? 'issuer_not_allowed' : 'audience_mismatch';
    await expectReason(withToken(await issuer.sign({ header, payload })), reason);
  });

  test('a UTF-16 payload', async () => {
    const text = claimsWith('1');
    const payload = Uint8Array.from([...text].flatMap((character) => [character.charCodeAt(0), 0]));
    await expectReason(withToken(await issuer.sign({ header, payload })), 'malformed_claims');
  });
});

describe('bounded work', () => {
  test('a good token costs one signature, however often it comes', async () => {
    const token = await issuer.mint();
    for (let round = 0; round < 10; round += 1) await expectAccepted(api, token);
    expect(verify).toHaveBeenCalledTimes(1);
  });

  test('a forged token costs one signature each time and no request', async () => {
    const stem = good.slice(0, good.lastIndexOf('.') + 1);
    const forged = stem + base64url.encode(new Uint8Array(64).fill(1));
    for (let round = 0; round < 10; round += 1) await api.authenticate(withToken(forged));
    expect([verify.mock.calls.length, fetchSpy.mock.calls.length]).toEqual([10, 0]);
  });

  test('a thousand random kids cost one refresh at most, and no signature', async () => {
    for (let round = 0; round < 1000; round += 1) {
      const head = base64url.encode(JSON.stringify({ alg: 'ES256', kid: `random-${round}` }));
      await api.authenticate(withToken(head + good.slice(good.indexOf('.'))));
    }
    expect(verify).not.toHaveBeenCalled();
    expect(fetchSpy.mock.calls.length).toBeLessThanOrEqual(1);
  });
});
