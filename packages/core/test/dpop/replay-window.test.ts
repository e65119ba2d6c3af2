import { describe, expect, test } from 'vitest';
import { createApi, createClock, createHolder, makeProof, mintBound, NOW } from './setting.ts';
import { createStore, use } from './uses.ts';

const holder = await createHolder();
const token = await mintBound(holder);

describe('keycloak#43505: how long a proof is remembered', () => {
  // From the first moment at which a proof passes to the last: now + leeway, now - maxAge.
  const WINDOWS = [
    { iat: NOW + 30, firstUse: NOW },
    { iat: NOW + 30, firstUse: NOW + 200 },
    { iat: NOW + 30, firstUse: NOW + 330 },
    { iat: NOW, firstUse: NOW },
    { iat: NOW - 300, firstUse: NOW },
    { iat: NOW + 0.5, firstUse: NOW + 0.25 },
    { iat: NOW - 299.5, firstUse: NOW + 0.25 },
  ];
  test.each(WINDOWS)('iat $iat, used at $firstUse: to its last moment', async (window) => {
    const { iat, firstUse } = window;
    const clock = createClock(firstUse);
    const api = createApi({ now: clock.now });
    const proof = await makeProof(holder, token, { claims: { iat } });
    expect(await use(api, token, proof)).toBe('accepted');
    const last = iat + 300;
    for (let time = firstUse; time < last; time += 7.3) {
      clock.set(time);
      expect(await use(api, token, proof)).toBe('replayed');
    }
    clock.set(last);
    expect(await use(api, token, proof)).toBe('replayed');
    clock.set(last + 0.001);
    expect(await use(api, token, proof)).toBe('proof_expired');
  });

  test.each(WINDOWS)('iat $iat, used at $firstUse: what a store is told', async (window) => {
    const { iat, firstUse } = window;
    const store = createStore();
    for (const [maxAge, leeway] of [
      [300, 30],
      [300, 600],
    ] as const) {
      store.add.mockClear();
      const api = createApi({ now: () => firstUse, dpop: { maxAge, leeway, replay: store } });
      expect(await use(api, token, await makeProof(holder, token, { claims: { iat } }))).toBe(
        'accepted',
      );
      expect(store.add).toHaveBeenCalledTimes(1);
      const [key, expiresAt] = store.add.mock.calls[0] ?? ['', 0];
      expect(key).toMatch(/^[\x21-\x7e]{20,100}$/);
      expect(expiresAt).toBeGreaterThan(firstUse);
      expect(expiresAt).toBeGreaterThanOrEqual(iat + maxAge + leeway);
      expect(expiresAt).toBeLessThanOrEqual(Math.max(iat + maxAge, firstUse) + leeway + 2);
    }
  });
});
