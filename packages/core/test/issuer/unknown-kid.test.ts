import { describe, expect, test } from 'vitest';
import { createGate, expectAccepted, expectRefused, settle, withToken } from '../protected-api.ts';
import type { Setting } from './setting.ts';
import { createSetting, createWarmSetting, strangeToken } from './setting.ts';

const UNKNOWN = { status: 401, reason: 'unknown_key' } as const;
const FAILED = { status: 503, reason: 'keys_unavailable' } as const;

async function strangers(setting: Setting, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => strangeToken(setting, `k${index}`)),
  );
}

async function retryAfter({ api }: Setting, token: string): Promise<string | undefined> {
  const result = await api.authenticate(withToken(token));
  return result.ok ? undefined : result.response.headers['retry-after'];
}

describe('an unknown kid', () => {
  test('is 401 after one refresh that succeeded, of whatever kids', async () => {
    const setting = await createWarmSetting();
    for (const token of await strangers(setting, 10)) {
      await expectRefused(setting.api, withToken(token), UNKNOWN);
    }
    expect(setting.newRequests()).toBe(1);
  });

  test('leads to the new key after a rotation, at once and without maxAge having passed', async () => {
    const { api, issuer, newRequests } = await createWarmSetting();
    const removed = await issuer.mint();
    await expectAccepted(api, removed);
    await issuer.rotateKeys();
    await expectAccepted(api, await issuer.mint());
    expect(newRequests()).toBe(1);
    await expectRefused(api, withToken(removed), UNKNOWN);
    expect(newRequests()).toBe(0);
  });

  test('is asked for once by all who wait, and known kids are served meanwhile', async () => {
    const setting = await createWarmSetting();
    const { api, issuer, newRequests } = setting;
    const remembered = await issuer.mint();
    await expectAccepted(api, remembered);
    const known = await issuer.mint();
    await issuer.rotateKeys({ keepPrevious: true });
    const gate = createGate();
    issuer.respond(issuer.jwksUri, async () => {
      await gate.opened;
      return Response.json(issuer.jwks);
    });
    const tokens = [...(await strangers(setting, 10)), await issuer.mint(), await issuer.mint()];
    const waiting = tokens.map((token) => api.authenticate(withToken(token)));
    await settle();
    expect(api.admit(withToken(remembered))).toMatchObject({ ok: true });
    await expectAccepted(api, known);
    gate.open();
    const answers = (await Promise.all(waiting)).map((result) => result.ok || result.error.reason);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 'unknown_key'), true, true]);
    expect(newRequests()).toBe(1);
  });

  test('joins a refresh that is under way', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    clock.advance(599);
    const gate = createGate();
    issuer.respond(issuer.jwksUri, async () => {
      await gate.opened;
      return Response.json(issuer.jwks);
    });
    await expectAccepted(api, await issuer.mint());
    await issuer.rotateKeys();
    const waiting = api.authenticate(withToken(await issuer.mint()));
    await settle();
    gate.open();
    expect((await waiting).ok).toBe(true);
    expect(newRequests()).toBe(2);
  });

  test('has one of its own after a refresh that was answered before the rotation', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    clock.advance(599);
    const gate = createGate();
    const before = issuer.jwks;
    issuer.respond(issuer.jwksUri, async () => {
      await gate.opened;
      return Response.json(before);
    });
    await expectAccepted(api, await issuer.mint());
    await issuer.rotateKeys();
    const token = await issuer.mint();
    const waiting = api.authenticate(withToken(token));
    await settle();
    issuer.respond(issuer.jwksUri, null);
    gate.open();
    expect(await waiting).toMatchObject({ ok: false, error: { reason: 'unknown_key' } });
    await expectAccepted(api, token);
    expect(newRequests()).toBe(3);
  });

  test('on a cold start costs a bounded number of requests', async () => {
    const setting = await createSetting();
    for (const token of await strangers(setting, 10)) {
      await expectRefused(setting.api, withToken(token), UNKNOWN);
    }
    expect(setting.newRequests()).toBeLessThanOrEqual(3);
  });
});

describe('the cooldown', () => {
  const COOLDOWNS = [
    { cooldown: undefined, seconds: 30 },
    { cooldown: 5, seconds: 5 },
    { cooldown: 120, seconds: 120 },
  ];

  test.each(COOLDOWNS)(
    '$cooldown: after a success the next refresh is $seconds s later',
    async (row) => {
      const setting = await createWarmSetting({ keyCache: { cooldown: row.cooldown } });
      const { api, clock, newRequests } = setting;
      const token = await strangeToken(setting);
      await expectRefused(api, withToken(token), UNKNOWN);
      expect(newRequests()).toBe(1);
      clock.advance(row.seconds - 1);
      await expectRefused(api, withToken(token), UNKNOWN);
      expect(newRequests()).toBe(0);
      clock.advance(1);
      await expectRefused(api, withToken(token), UNKNOWN);
      expect(newRequests()).toBe(1);
    },
  );

  test.each(COOLDOWNS)(
    '$cooldown: after a failure the next refresh is $seconds s later',
    async (row) => {
      const setting = await createWarmSetting({ keyCache: { cooldown: row.cooldown } });
      const { api, issuer, clock, newRequests } = setting;
      const token = await strangeToken(setting);
      issuer.goDown();
      await expectRefused(api, withToken(token), FAILED);
      expect(newRequests()).toBe(1);
      clock.advance(row.seconds - 1);
      await expectRefused(api, withToken(token), FAILED);
      expect(await retryAfter(setting, token)).toBe('1');
      expect(newRequests()).toBe(0);
      issuer.comeBack();
      await expectRefused(api, withToken(token), FAILED);
      clock.advance(1);
      await expectRefused(api, withToken(token), UNKNOWN);
      expect(newRequests()).toBe(1);
    },
  );

  test('after a failure is what Retry-After says', async () => {
    const setting = await createWarmSetting();
    setting.issuer.goDown();
    const token = await strangeToken(setting);
    expect(await retryAfter(setting, token)).toBe('30');
    setting.clock.advance(12.5);
    expect(await retryAfter(setting, token)).toBe('18');
  });

  test('of a refresh that failed does not stop known kids', async () => {
    const setting = await createWarmSetting();
    const { api, issuer, newRequests } = setting;
    issuer.goDown();
    await expectRefused(api, withToken(await strangeToken(setting)), FAILED);
    newRequests();
    await expectAccepted(api, await issuer.mint());
    expect(newRequests()).toBe(0);
  });

  test('0 refreshes for each unknown kid', async () => {
    const setting = await createWarmSetting({ keyCache: { cooldown: 0 } });
    for (const token of await strangers(setting, 3)) {
      await expectRefused(setting.api, withToken(token), UNKNOWN);
    }
    expect(setting.newRequests()).toBe(3);
  });
});
