import { createTestIssuer } from '@holdfast/auth-testing';
import { expect, test, vi } from 'vitest';
import { ApiClient } from '../../src/index.ts';
import { AUDIENCE, expectRefused, NOW, withToken } from '../protected-api.ts';

const now = (): number => NOW;
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const attacker = await createTestIssuer({ algorithm: 'ES256', now, issuer: issuer.issuer });

// Thousands of words take longer to split than a signature takes to check.
test('the words of a scope are split only where the signature is good', async () => {
  const policy = { issuer: issuer.issuer, jwks: issuer.jwks };
  const api = new ApiClient({ issuer: policy, audience: AUDIENCE, now });
  const claims = { scope: 'a '.repeat(2000) };
  const splitScopes = (spy: { mock: { calls: unknown[][] } }): number =>
    spy.mock.calls.filter(([separator]) => separator === ' ').length;
  const forged = withToken(await attacker.mint({ header: { kid: issuer.kid }, claims }));
  const genuine = withToken(await issuer.mint({ claims }));
  const split = vi.spyOn(String.prototype, 'split');
  await expectRefused(api, forged, { status: 401, reason: 'bad_signature' });
  expect(splitScopes(split)).toBe(0);
  const answer = await api.authenticate(genuine);
  expect(splitScopes(split)).toBe(1);
  split.mockRestore();
  expect(answer).toMatchObject({ ok: true, auth: { scopes: { length: 2000 } } });
});
