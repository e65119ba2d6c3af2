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

// Claims are read while the signature is being checked. Of a forged token nobody learns what they are worth.
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
    const api = createApi();
    const token = await issuer.mint({ claims: { exp: NOW - 60 } });
    let judge: (isGood: boolean) => void = () => {};
    const judgement = new Promise<boolean>((resolve) => {
      judge = resolve;
    });
    // A key is imported first.
    await api.authenticate(withToken(await issuer.mint()));
    vi.spyOn(crypto.subtle, 'verify').mockReturnValue(judgement);
    const answered = vi.fn();
    const answer = api.authenticate(withToken(token)).then(answered);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).not.toHaveBeenCalled();
    judge(isGood);
    await answer;
    expect(answered.mock.calls[0]?.[0]).toMatchObject({ ok: false, error: { reason } });
  });
});

test('a clock that fails while the signature is checked is let through', async () => {
  const mistake = new RangeError('no time');
  for (const failing of [0, 1]) {
    let calls = 0;
    const clock = (): number => {
      if (calls++ === failing) throw mistake;
      return NOW;
    };
    const answer = createApi(clock).authenticate(withToken(await issuer.mint()));
    await expect(answer).rejects.toThrow(mistake);
  }
});
