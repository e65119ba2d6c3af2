import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { expectAccepted, expectRefused, settle, withToken } from '../protected-api.ts';
import type { Setting } from './setting.ts';
import { createSetting, createWarmSetting, strangeToken } from './setting.ts';

const UNKNOWN = { status: 401, reason: 'unknown_key' } as const;

// On workerd what one request has asked of the network never comes to another, and ends with it.
beforeEach(() => {
  vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Leaves the first request for the keys without an answer, like one whose client went away. */
function abandonFirst({ issuer }: Setting): void {
  let asked = 0;
  issuer.respond(issuer.jwksUri, () => {
    asked += 1;
    return asked === 1 ? new Promise<Response>(() => {}) : Response.json(issuer.jwks);
  });
}

async function answersOf({ api }: Setting, tokens: readonly string[]): Promise<string[]> {
  const results = await Promise.all(tokens.map((token) => api.authenticate(withToken(token))));
  return results.map((result) => (result.ok ? 'accepted' : result.error.reason));
}

describe('on workerd, where requests cannot wait for each other', () => {
  test('each request of a cold start asks for itself', async () => {
    const setting = await createSetting();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => setting.issuer.mint()));
    expect(await answersOf(setting, tokens)).toEqual(tokens.map(() => 'accepted'));
    expect(setting.newRequests()).toBe(40);
    expect(await answersOf(setting, [await setting.issuer.mint()])).toEqual(['accepted']);
    expect(setting.newRequests()).toBe(0);
  });

  test('a request that is abandoned on a cold start keeps no other from its answer', async () => {
    const setting = await createSetting();
    abandonFirst(setting);
    const token = await setting.issuer.mint();
    void setting.api.authenticate(withToken(token));
    await settle();
    await expectAccepted(setting.api, token);
  });

  test('one request refreshes the keys ahead of time; the others are served meanwhile', async () => {
    const setting = await createWarmSetting();
    const { api, issuer, clock, newRequests } = setting;
    clock.advance(599);
    abandonFirst(setting);
    const answers: string[] = [];
    void api.authenticate(withToken(await issuer.mint())).then(() => answers.push('refreshed'));
    for (let round = 0; round < 5; round += 1) await expectAccepted(api, await issuer.mint());
    await settle();
    expect(answers).toEqual([]);
    expect(newRequests()).toBe(2);
  });

  test('a refresh that was abandoned is done by another request after the timeout', async () => {
    const setting = await createWarmSetting({ timeout: 10 });
    const { api, issuer, clock, newRequests } = setting;
    clock.advance(500);
    abandonFirst(setting);
    void api.authenticate(withToken(await issuer.mint()));
    await settle();
    newRequests();
    clock.advance(9);
    await expectAccepted(api, await issuer.mint());
    expect(newRequests()).toBe(0);
    clock.advance(1);
    await expectAccepted(api, await issuer.mint());
    expect(newRequests()).toBe(1);
    clock.advance(400);
    await expectAccepted(api, await issuer.mint());
    expect(newRequests()).toBe(0);
  });

  test('past maxAge each request asks for itself', async () => {
    const setting = await createWarmSetting();
    setting.clock.advance(600);
    abandonFirst(setting);
    void setting.api.authenticate(withToken(await setting.issuer.mint()));
    const tokens = await Promise.all(Array.from({ length: 5 }, () => setting.issuer.mint()));
    expect(await answersOf(setting, tokens)).toEqual(tokens.map(() => 'accepted'));
  });

  test('a new key is found by every request that meets it while another asks for it', async () => {
    const setting = await createWarmSetting();
    await setting.issuer.rotateKeys();
    abandonFirst(setting);
    void setting.api.authenticate(withToken(await setting.issuer.mint()));
    await settle();
    const tokens = await Promise.all(Array.from({ length: 5 }, () => setting.issuer.mint()));
    expect(await answersOf(setting, tokens)).toEqual(tokens.map(() => 'accepted'));
  });

  test('unknown keys cause no more requests once a refresh has ended, until the cooldown is over', async () => {
    const setting = await createWarmSetting();
    await expectRefused(setting.api, withToken(await strangeToken(setting)), UNKNOWN);
    setting.newRequests();
    const strangers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => strangeToken(setting, `strange-${index}`)),
    );
    expect(await answersOf(setting, strangers)).toEqual(strangers.map(() => 'unknown_key'));
    expect(setting.newRequests()).toBe(0);
    setting.clock.advance(30);
    await expectRefused(setting.api, withToken(await strangeToken(setting)), UNKNOWN);
    expect(setting.newRequests()).toBe(1);
  });

  test('a flood of unknown keys while one is asked for causes a hundred requests at most', async () => {
    const setting = await createWarmSetting();
    const { issuer, newRequests } = setting;
    issuer.respond(issuer.jwksUri, () => new Promise<Response>(() => {}));
    const answers: string[] = [];
    for (let index = 0; index < 150; index += 1) {
      const token = await strangeToken(setting, `strange-${index}`);
      void setting.api.authenticate(withToken(token)).then((result) => {
        answers.push(result.ok ? 'accepted' : result.error.reason);
      });
    }
    await settle();
    expect(newRequests()).toBe(100);
    expect(answers).toEqual(Array.from({ length: 50 }, () => 'keys_unavailable'));
    await expectAccepted(setting.api, await issuer.mint());
  });

  test('during an outage known keys serve', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    issuer.goDown();
    for (const seconds of [599, 600, 3600]) {
      clock.advance(seconds);
      await expectAccepted(api, await issuer.mint());
    }
  });
});
