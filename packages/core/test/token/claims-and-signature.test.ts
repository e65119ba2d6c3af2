import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiClient } from '../../src/index.ts';
import { AUDIENCE, expectRefused, NOW, withToken } from '../protected-api.ts';

const now = (): number => NOW;
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const attacker = await createTestIssuer({ algorithm: 'ES256', now, issuer: issuer.issuer });
const HEADER = { kid: issuer.kid };

function createApi(clock = now): ApiClient {
  const policy = { issuer: issuer.issuer, jwks: issuer.jwks };
  return new ApiClient({ issuer: policy, audience: AUDIENCE, now: clock });
}

afterEach(() => {
  vi.restoreAllMocks();
});

// Claims are checked while the signature is. Of a forged token nobody learns what they are worth.
const CLAIMS: readonly [
  reason: 'expired' | 'audience_mismatch' | 'invalid_claim',
  claims: Readonly<Record<string, unknown>>,
][] = [
  ['expired', { exp: NOW - 60 }],
  ['audience_mismatch', { aud: 'https://other.test' }],
  ['invalid_claim', { scope: 7 }],
];

describe('the signature is judged before the claims', () => {
  test.each(CLAIMS)('a forged token that would be refused as %s', async (reason, claims) => {
    const api = createApi();
    const forged = await attacker.mint({ header: HEADER, claims });
    await expectRefused(api, withToken(forged), { status: 401, reason: 'bad_signature' });
    const genuine = await issuer.mint({ claims });
    await expectRefused(api, withToken(genuine), { status: 401, reason });
  });

  test.each([
    [true, 'expired'],
    [false, 'bad_signature'],
  ] as const)('nothing is answered before it is judged: %s', async (isGood, reason) => {
    let looks = 0;
    const api = createApi(() => {
      looks += 1;
      return NOW;
    });
    const token = await issuer.mint({ claims: { exp: NOW - 60 } });
    let judge: (isGood: boolean) => void = () => {};
    const judgement = new Promise<boolean>((resolve) => {
      judge = resolve;
    });
    // A key is imported first.
    await api.authenticate(withToken(await issuer.mint()));
    vi.spyOn(crypto.subtle, 'verify').mockReturnValue(judgement);
    looks = 0;
    const answered = vi.fn();
    const answer = api.authenticate(withToken(token)).then(answered);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).not.toHaveBeenCalled();
    // One look at the clock for the keys and one for the claims, which do not wait for the signature.
    expect(looks).toBe(2);
    judge(isGood);
    await answer;
    expect(answered.mock.calls[0]?.[0]).toMatchObject({ ok: false, error: { reason } });
  });
});

test.each([
  ['for the keys', 1],
  ['for the claims', 2],
])('a clock that fails %s is let through', async (_what, failing) => {
  const mistake = new RangeError('no time');
  let looks = 0;
  const clock = (): number => {
    looks += 1;
    if (looks === failing) throw mistake;
    return NOW;
  };
  const answer = createApi(clock).authenticate(withToken(await issuer.mint()));
  await expect(answer).rejects.toThrow(mistake);
});

// Thousands of words take longer to split than a signature takes to check.
test('the words of a scope are split only where the signature is good', async () => {
  const api = createApi();
  const claims = { scope: 'a '.repeat(2000) };
  const forged = withToken(await attacker.mint({ header: HEADER, claims }));
  const genuine = withToken(await issuer.mint({ claims }));
  const split = vi.spyOn(String.prototype, 'split');
  const wordsSplit = (): number => split.mock.calls.filter(([at]) => String(at) === ' ').length;
  await expectRefused(api, forged, { status: 401, reason: 'bad_signature' });
  expect(wordsSplit()).toBe(0);
  const answer = await api.authenticate(genuine);
  expect(wordsSplit()).toBe(1);
  expect(answer).toMatchObject({ ok: true, auth: { scopes: { length: 2000 } } });
});
