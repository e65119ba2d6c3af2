import { createTestIssuer } from '@holdfast/auth-testing';
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ApiClient } from '../src/index.ts';
import { createSetting, createWarmSetting } from './issuer/setting.ts';
import { expectAccepted, expectRefused, NOW, settle, withToken } from './protected-api.ts';

/** Counts every call of WebCrypto that verifying could make. */
function spyOnCrypto() {
  return {
    verify: vi.spyOn(crypto.subtle, 'verify'),
    importKey: vi.spyOn(crypto.subtle, 'importKey'),
    digest: vi.spyOn(crypto.subtle, 'digest'),
  };
}

let spies: ReturnType<typeof spyOnCrypto>;

beforeEach(() => {
  spies = spyOnCrypto();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function forgetCalls(): void {
  for (const spy of Object.values(spies)) spy.mockClear();
}

function calls(): number {
  return Object.values(spies).reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

function isRemembered(api: ApiClient, token: string): boolean {
  return !(api.admit(withToken(token)) instanceof Promise);
}

describe('a remembered token', () => {
  test('is answered at once, without WebCrypto and without a request', async () => {
    const { api, issuer, newRequests } = await createWarmSetting();
    const token = await issuer.mint({ scope: 'a b' });
    const first = await api.authenticate(withToken(token));
    forgetCalls();
    const second = api.admit(withToken(token));
    expect(second).not.toBeInstanceOf(Promise);
    expect(second).toEqual(first);
    await expectAccepted(api, token);
    await api.verifyRequest(withToken(token));
    await api.verifyAccessToken(token);
    expect(calls()).toBe(0);
    expect(newRequests()).toBe(0);
  });

  test('is one that was remembered by verifyAccessToken too, and the other way round', async () => {
    const { api, issuer } = await createWarmSetting();
    const token = await issuer.mint();
    await api.verifyAccessToken(token);
    expect(isRemembered(api, token)).toBe(true);
  });

  test.each([
    { tolerance: 5, lifetime: 15 },
    { tolerance: 0, lifetime: 10 },
    { tolerance: 60, lifetime: 70 },
  ])('has exp checked again: tolerance $tolerance', async ({ tolerance, lifetime }) => {
    const { api, issuer, clock } = await createWarmSetting({ clockTolerance: tolerance });
    const token = await issuer.mint({ expiresIn: 10 });
    await expectAccepted(api, token);
    clock.advance(lifetime - 1);
    expect(isRemembered(api, token)).toBe(true);
    await expectAccepted(api, token);
    clock.advance(1);
    await expectRefused(api, withToken(token), { status: 401, reason: 'expired' });
    await expect(api.verifyAccessToken(token)).rejects.toMatchObject({ reason: 'expired' });
  });

  test('has nbf checked again', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const token = await issuer.mint({ claims: { nbf: NOW } });
    await expectAccepted(api, token);
    clock.advance(-6);
    await expectRefused(api, withToken(token), { status: 401, reason: 'not_yet_valid' });
    clock.advance(1);
    await expectAccepted(api, token);
  });

  test('is forgotten with its key', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const token = await issuer.mint();
    await expectAccepted(api, token);
    await issuer.rotateKeys();
    await expectAccepted(api, await issuer.mint());
    await expectRefused(api, withToken(token), { status: 401, reason: 'unknown_key' });
    clock.advance(600);
    await expectRefused(api, withToken(token), { status: 401, reason: 'unknown_key' });
  });

  test('survives a refresh that leaves its key, without being verified again', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const token = await issuer.mint();
    await expectAccepted(api, token);
    await issuer.rotateKeys({ keepPrevious: true });
    clock.advance(599);
    await expectAccepted(api, token);
    await settle();
    forgetCalls();
    clock.advance(30);
    expect(isRemembered(api, token)).toBe(true);
    expect(calls()).toBe(0);
  });

  test('is remembered by its client alone', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const other = await createSetting({ now: clock.now, fetch: issuer.fetch });
    const token = await issuer.mint();
    await expectAccepted(api, token);
    expect(isRemembered(other.api, token)).toBe(false);
  });
});

describe('maxEntries', () => {
  test('bounds the cache; the least recently used token goes first', async () => {
    const { api, issuer } = await createSetting({ tokenCache: { maxEntries: 2 } });
    const [a, b, c] = [await issuer.mint(), await issuer.mint(), await issuer.mint()];
    await expectAccepted(api, a);
    await expectAccepted(api, b);
    await expectAccepted(api, a);
    await expectAccepted(api, c);
    expect(isRemembered(api, a)).toBe(true);
    expect(isRemembered(api, c)).toBe(true);
    forgetCalls();
    await expectAccepted(api, b);
    expect(spies.verify).toHaveBeenCalledTimes(1);
    expect(isRemembered(api, b)).toBe(true);
    expect(isRemembered(api, c)).toBe(true);
  });

  test('1 remembers one', async () => {
    const { api, issuer } = await createSetting({ tokenCache: { maxEntries: 1 } });
    const [a, b] = [await issuer.mint(), await issuer.mint()];
    await expectAccepted(api, a);
    expect(isRemembered(api, a)).toBe(true);
    await expectAccepted(api, b);
    expect(isRemembered(api, b)).toBe(true);
    forgetCalls();
    await expectAccepted(api, a);
    expect(spies.verify).toHaveBeenCalledTimes(1);
  });

  test('is not used up by a token that comes often', async () => {
    const { api, issuer } = await createSetting({ tokenCache: { maxEntries: 2 } });
    const [a, b] = [await issuer.mint(), await issuer.mint()];
    await expectAccepted(api, a);
    for (let round = 0; round < 5; round += 1) await expectAccepted(api, b);
    expect(isRemembered(api, a)).toBe(true);
  });
});

describe('tokenCache false', () => {
  test('verifies every token every time', async () => {
    const { api, issuer } = await createWarmSetting({ tokenCache: false });
    const token = await issuer.mint();
    forgetCalls();
    for (let round = 0; round < 3; round += 1) await expectAccepted(api, token);
    expect(spies.verify).toHaveBeenCalledTimes(3);
    expect(isRemembered(api, token)).toBe(false);
  });
});

describe('a refused token', () => {
  const REFUSED = [
    { reason: 'expired', mint: { expiresIn: -60 } },
    { reason: 'not_yet_valid', mint: { claims: { nbf: NOW + 60 } } },
    { reason: 'audience_mismatch', mint: { audience: 'https://other.test' } },
    { reason: 'invalid_claim', mint: { claims: { scope: 7 } } },
    { reason: 'missing_claim', mint: { claims: { iat: undefined } } },
    { reason: 'unsupported_confirmation', mint: { claims: { cnf: { 'x5t#S256': 'x' } } } },
  ] as const;

  test.each(REFUSED)('$reason is judged anew each time', async ({ reason, mint }) => {
    const { api, issuer } = await createWarmSetting();
    const token = await issuer.mint(mint);
    forgetCalls();
    for (let round = 0; round < 3; round += 1) {
      await expectRefused(api, withToken(token), { status: 401, reason });
    }
    expect(spies.verify).toHaveBeenCalledTimes(3);
  });

  test('is accepted once its time has come', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const token = await issuer.mint({ claims: { nbf: NOW + 60 } });
    await expectRefused(api, withToken(token), { status: 401, reason: 'not_yet_valid' });
    clock.advance(60);
    await expectAccepted(api, token);
  });

  test('does not push out good ones', async () => {
    const { api, issuer } = await createSetting({ tokenCache: { maxEntries: 1 } });
    const token = await issuer.mint();
    await expectAccepted(api, token);
    for (const { reason, mint } of REFUSED) {
      await expectRefused(api, withToken(await issuer.mint(mint)), { status: 401, reason });
    }
    expect(isRemembered(api, token)).toBe(true);
  });
});

describe('verifyAccessToken', () => {
  test('requiredClaims hold for this call alone, remembered or not', async () => {
    const { api, issuer } = await createWarmSetting();
    const token = await issuer.mint({ claims: { org: null } });
    const lacking = { requiredClaims: ['org', 'tenant'] };
    for (let round = 0; round < 2; round += 1) {
      await expect(api.verifyAccessToken(token, lacking)).rejects.toMatchObject({
        name: 'VerifyAccessTokenError',
        reason: 'missing_claim',
        statusCode: 401,
        details: { claim: 'tenant' },
      });
      const { claims, header } = await api.verifyAccessToken(token, { requiredClaims: ['org'] });
      expect(claims).toMatchObject({ org: null, sub: 'test-subject', iss: issuer.issuer });
      expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: issuer.kid });
      await expect(api.verifyAccessToken(token)).resolves.toEqual({ claims, header });
    }
  });

  test('requiredClaims join those of the client', async () => {
    const { api, issuer } = await createSetting({ requiredClaims: ['org'] });
    await expect(
      api.verifyAccessToken(await issuer.mint({ claims: { tenant: 1 } }), {
        requiredClaims: ['tenant'],
      }),
    ).rejects.toMatchObject({ details: { claim: 'org' } });
  });

  test.each([{ options: undefined }, { options: {} }, { options: { requiredClaims: undefined } }])(
    'asks for nothing more with $options',
    async ({ options }) => {
      const { api, issuer } = await createSetting();
      await expect(api.verifyAccessToken(await issuer.mint(), options)).resolves.toBeDefined();
    },
  );

  test.each([undefined, null, 7, {}, [], '', 'x'.repeat(16 * 1024 + 1)])(
    'refuses what is no token: %s',
    async (token) => {
      const { api } = await createSetting();
      await expect(api.verifyAccessToken(token as string)).rejects.toMatchObject({
        name: 'VerifyAccessTokenError',
        statusCode: 401,
      });
    },
  );

  test('takes no scheme', async () => {
    const { api, issuer } = await createSetting();
    await expect(api.verifyAccessToken(`Bearer ${await issuer.mint()}`)).rejects.toMatchObject({
      reason: 'malformed_token',
    });
  });
});

describe('a token that is bound to a key', () => {
  const bound = { claims: { cnf: { jkt: 'thumbprint' } } };
  const BOUND = { status: 401, reason: 'bound_token' } as const;

  test('mcp-oauth#383: passes verifyAccessToken, and never as Bearer, remembered or not', async () => {
    const { api, issuer } = await createSetting();
    const token = await issuer.mint(bound);
    for (let round = 0; round < 2; round += 1) {
      await expectRefused(api, withToken(token), BOUND);
      await expect(api.verifyAccessToken(token)).resolves.toMatchObject(bound);
    }
    expect(api.admit(withToken(token))).toMatchObject({
      ok: false,
      error: { reason: 'bound_token' },
    });
  });

  test('RFC 9449 7.2: passes as Bearer in mode disabled, remembered or not', async () => {
    const { api, issuer } = await createSetting({ dpop: { mode: 'disabled' } });
    const token = await issuer.mint(bound);
    for (let round = 0; round < 2; round += 1) await expectAccepted(api, token);
    expect(isRemembered(api, token)).toBe(true);
  });

  test.each([{ mode: 'allowed' }, { mode: 'disabled' }] as const)(
    'RFC 7800 3.1: another confirmation passes nowhere, mode $mode',
    async (dpop) => {
      const { api, issuer } = await createSetting({ dpop });
      const bearerAlone = dpop.mode === 'disabled';
      for (const cnf of [{ 'x5t#S256': 'x' }, { jwk: {} }, { jkt: 'x', kid: 'y' }, {}]) {
        const token = await issuer.mint({ claims: { cnf } });
        const refused = { status: 401, reason: 'unsupported_confirmation', bearerAlone } as const;
        await expectRefused(api, withToken(token), refused);
        await expect(api.verifyAccessToken(token)).rejects.toMatchObject({
          reason: refused.reason,
        });
      }
      const wrong = [null, 'x', 7, []];
      // In mode disabled jkt is not looked at.
      for (const cnf of bearerAlone ? wrong : [...wrong, { jkt: 7 }, { jkt: null }]) {
        const token = await issuer.mint({ claims: { cnf } });
        await expectRefused(api, withToken(token), {
          status: 401,
          reason: 'invalid_claim',
          bearerAlone,
        });
      }
    },
  );
});

describe('imported keys', () => {
  test('are imported once, however many tokens they verify', async () => {
    const { api, issuer } = await createSetting();
    for (let round = 0; round < 5; round += 1) await expectAccepted(api, await issuer.mint());
    expect(spies.verify).toHaveBeenCalledTimes(5);
    expect(spies.importKey).toHaveBeenCalledTimes(1);
  });

  test('are kept across refreshes that do not change them', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    for (let round = 0; round < 3; round += 1) {
      clock.advance(600);
      await expectAccepted(api, await issuer.mint());
    }
    await issuer.rotateKeys({ keepPrevious: true });
    const old = await issuer.mint();
    clock.advance(600);
    await expectAccepted(api, old);
    expect(newRequests()).toBeGreaterThan(4);
    expect(spies.importKey).toHaveBeenCalledTimes(2);
  });

  test('are imported once for each algorithm that they are used with', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const { kty, n, e } = (await exportJWK(publicKey)) as { kty: string; n: string; e: string };
    const jwks = { keys: [{ kty, n, e, kid: 'k' }] };
    const { api, issuer } = await createSetting({ issuer: { jwks } });
    const secret = await exportJWK(privateKey);
    forgetCalls();
    const signers = await Promise.all(
      ['RS256', 'RS512', 'PS256'].map(async (alg) => ({ alg, key: await importJWK(secret, alg) })),
    );
    forgetCalls();
    for (let round = 0; round < 3; round += 1) {
      for (const { alg, key } of signers) {
        if (key instanceof Uint8Array) throw new Error('The key is a private one.');
        await expectAccepted(api, await issuer.mint({ header: { alg, kid: 'k' }, key }));
      }
    }
    expect(spies.verify).toHaveBeenCalledTimes(9);
    expect(spies.importKey).toHaveBeenCalledTimes(3);
  });

  test('of two issuers are not shared, even where the keys are equal', async () => {
    const { issuer } = await createSetting();
    const other = await createTestIssuer({ issuer: 'https://b.test/', algorithm: 'ES256' });
    const { jwks } = issuer;
    const one = await createSetting({ issuer: { jwks } });
    const two = await createSetting({
      issuer: { issuer: other.issuer, jwks },
    });
    await expectAccepted(one.api, await issuer.mint());
    await expectAccepted(two.api, await issuer.mint({ claims: { iss: other.issuer } }));
    expect(spies.importKey).toHaveBeenCalledTimes(2);
  });
});
