import { afterEach, describe, expect, test, vi } from 'vitest';
import { expectAccepted, expectRefused, settle, withToken } from '../protected-api.ts';
import { createSetting, createWarmSetting } from './setting.ts';

const DOWN = { status: 503, reason: 'metadata_unavailable' } as const;

describe('staleIfError', () => {
  const ENDS = [
    { keyCache: undefined, end: 600 + 86400 },
    { keyCache: { staleIfError: 60 }, end: 660 },
    { keyCache: { maxAge: 100, staleIfError: 50 }, end: 150 },
  ];

  test.each(ENDS)('keys serve until $end s after they came, and not longer', async (row) => {
    const { api, issuer, clock } = await createWarmSetting({ keyCache: row.keyCache });
    const remembered = await issuer.mint({ expiresIn: 200_000 });
    await expectAccepted(api, remembered);
    issuer.goDown();
    clock.advance(row.end - 1);
    await expectAccepted(api, await issuer.mint());
    await expectAccepted(api, remembered);
    clock.advance(1);
    await expectRefused(api, withToken(await issuer.mint()), DOWN);
    await expectRefused(api, withToken(remembered), DOWN);
    issuer.comeBack();
    await expectAccepted(api, remembered);
  });

  test('0 turns it off', async () => {
    const { api, issuer, clock } = await createWarmSetting({ keyCache: { staleIfError: 0 } });
    issuer.goDown();
    clock.advance(599);
    await expectAccepted(api, await issuer.mint());
    await settle();
    clock.advance(1);
    await expectRefused(api, withToken(await issuer.mint()), DOWN);
  });

  test('ends under traffic too, failures before it or not', async () => {
    const { api, issuer, clock } = await createWarmSetting({ keyCache: { staleIfError: 900 } });
    issuer.goDown();
    for (let minute = 1; minute < 25; minute += 1) {
      clock.advance(60);
      await expectAccepted(api, await issuer.mint());
      await settle();
    }
    clock.advance(60);
    await expectRefused(api, withToken(await issuer.mint()), DOWN);
  });

  test('does not serve a stale key for a token of an unknown kid: 503', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    issuer.goDown();
    clock.advance(700);
    const token = await issuer.mint({ header: { kid: 'new' } });
    await expectRefused(api, withToken(token), DOWN);
  });

  test('still judges: a bad token is 401 during an outage', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    issuer.goDown();
    clock.advance(700);
    await expectRefused(api, withToken(await issuer.mint({ expiresIn: -60 })), {
      status: 401,
      reason: 'expired',
    });
    await expectRefused(api, withToken(await issuer.mint({ audience: 'other' })), {
      status: 401,
      reason: 'audience_mismatch',
    });
  });
});

describe('traffic during an outage', () => {
  test('asks at most once each cooldown', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    issuer.goDown();
    clock.advance(600);
    for (let second = 0; second < 300; second += 1) {
      await expectAccepted(api, await issuer.mint());
      await settle();
      clock.advance(1);
    }
    expect(newRequests()).toBeLessThanOrEqual(11);
  });

  test('takes the new keys soon after the server is back', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const removed = await issuer.mint();
    issuer.goDown();
    clock.advance(600);
    await expectAccepted(api, removed);
    await issuer.rotateKeys();
    issuer.comeBack();
    clock.advance(31);
    await expectAccepted(api, removed);
    await settle();
    await expectAccepted(api, await issuer.mint());
    await expectRefused(api, withToken(removed), { status: 401, reason: 'unknown_key' });
  });
});

test('a refresh that failed before an idle time is no reason not to wait after it', async () => {
  const { api, issuer, clock } = await createWarmSetting();
  const removed = await issuer.mint();
  issuer.goDown();
  clock.advance(590);
  await expectAccepted(api, removed);
  await settle();
  issuer.comeBack();
  await issuer.rotateKeys();
  clock.advance(81);
  await expectRefused(api, withToken(removed), { status: 401, reason: 'unknown_key' });
});

describe('a server that hangs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('holds up one request; then stale keys serve without waiting', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    const remembered = await issuer.mint();
    await expectAccepted(api, remembered);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    issuer.goDown('hang');
    clock.advance(600);
    const first = api.authenticate(withToken(await issuer.mint()));
    await settle();
    clock.advance(10);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await first).ok).toBe(true);
    expect(newRequests()).toBe(1);

    // No timer moves from here on: whoever waited for the server would never be answered.
    for (const seconds of [0, 1, 31, 15, 30]) {
      clock.advance(seconds);
      expect(api.admit(withToken(remembered))).toMatchObject({ ok: true });
      await expectAccepted(api, await issuer.mint());
    }
    expect(newRequests()).toBe(1);
  });

  test('and answers again is asked again', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    issuer.goDown('hang');
    clock.advance(600);
    const first = api.authenticate(withToken(await issuer.mint()));
    await settle();
    await vi.advanceTimersByTimeAsync(10_000);
    await first;
    issuer.comeBack();
    await issuer.rotateKeys({ keepPrevious: true });
    clock.advance(31);
    await expectAccepted(api, await issuer.mint());
  });

  test('from the start is a 503 for everybody, of one request', async () => {
    const { api, issuer, newRequests } = await createSetting();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    issuer.goDown('hang');
    const token = await issuer.mint();
    const pending = Array.from({ length: 20 }, () => api.authenticate(withToken(token)));
    await settle();
    await vi.advanceTimersByTimeAsync(10_000);
    for (const result of await Promise.all(pending)) {
      expect(result).toMatchObject({
        ok: false,
        error: { statusCode: 503, ...{ reason: DOWN.reason } },
      });
    }
    expect(newRequests()).toBe(1);
  });
});
