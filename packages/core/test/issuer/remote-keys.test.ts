import { describe, expect, test } from 'vitest';
import { createGate, expectAccepted, expectRefused, settle, withToken } from '../protected-api.ts';
import type { Setting } from './setting.ts';
import { createSetting, createWarmSetting } from './setting.ts';

const UNKNOWN = { status: 401, reason: 'unknown_key' } as const;

/** Holds the issuer's keys back until the gate opens. */
function holdKeys({ issuer }: Setting): { readonly open: () => void } {
  const gate = createGate();
  issuer.respond(issuer.jwksUri, async () => {
    const keys = issuer.jwks;
    await gate.opened;
    return Response.json(keys);
  });
  return gate;
}

describe('cold keys', () => {
  test('are fetched once for all who wait', async () => {
    const { api, issuer } = await createSetting();
    const tokens = await Promise.all(Array.from({ length: 30 }, () => issuer.mint()));
    const results = await Promise.all(tokens.map((token) => api.authenticate(withToken(token))));
    expect(results.map(({ ok }) => ok)).toEqual(tokens.map(() => true));
    expect(issuer.requests.length).toBe(2);
  });

  test('that cannot be had fail once for all who wait, each with an error of its own', async () => {
    const { api, issuer } = await createSetting();
    issuer.goDown();
    const token = await issuer.mint();
    const results = await Promise.all(
      Array.from({ length: 30 }, () => api.authenticate(withToken(token))),
    );
    const errors = results.map((result) => (result.ok ? undefined : result.error));
    expect(errors.map((error) => error?.reason)).toEqual(errors.map(() => 'metadata_unavailable'));
    expect(new Set(errors).size).toBe(30);
    expect(issuer.requests.length).toBe(1);
  });

  test('that could not be had are asked for again by the next request', async () => {
    const { api, issuer } = await createSetting();
    issuer.goDown();
    const token = await issuer.mint();
    await expectRefused(api, withToken(token), { status: 503, reason: 'metadata_unavailable' });
    issuer.comeBack();
    await expectAccepted(api, token);
  });
});

describe('keys under traffic', () => {
  test('are not asked for again in the first half of their life', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    for (let second = 0; second < 300; second += 20) {
      clock.advance(20);
      await expectAccepted(api, await issuer.mint());
    }
    await settle();
    expect(newRequests()).toBe(0);
  });

  test('are refreshed before they run out, and no request waits', async () => {
    const setting = await createWarmSetting();
    const { api, issuer, clock, newRequests } = setting;
    const remembered = await issuer.mint();
    await expectAccepted(api, remembered);
    clock.advance(599);
    const gate = holdKeys(setting);
    expect(api.admit(withToken(remembered))).toMatchObject({ ok: true });
    await expectAccepted(api, await issuer.mint());
    gate.open();
    await settle();
    expect(newRequests()).toBe(2);
    clock.advance(400);
    expect(api.admit(withToken(remembered))).toMatchObject({ ok: true });
    await settle();
    expect(newRequests()).toBe(0);
  });

  test('are refreshed by one flight, however many requests pass meanwhile', async () => {
    const setting = await createWarmSetting();
    const { api, issuer, clock, newRequests } = setting;
    clock.advance(599);
    const gate = holdKeys(setting);
    for (let round = 0; round < 20; round += 1) await expectAccepted(api, await issuer.mint());
    gate.open();
    await settle();
    expect(newRequests()).toBe(2);
  });

  test('never make a request wait in eight hours of one request a minute', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const token = await issuer.mint({ expiresIn: 2 * 86400 });
    await expectAccepted(api, token);
    let waited = 0;
    for (let minute = 0; minute < 8 * 60; minute += 1) {
      clock.advance(60);
      if (api.admit(withToken(token)) instanceof Promise) waited += 1;
      await settle();
    }
    expect(waited).toBe(0);
  });
});

describe('keys after idling past maxAge', () => {
  test.each([
    { maxAge: undefined, idle: 600 },
    { maxAge: 60, idle: 60 },
    { maxAge: 3600, idle: 3600 },
  ])('maxAge $maxAge: a request waits, a remembered one too', async ({ maxAge, idle }) => {
    const setting = await createWarmSetting({ keyCache: { maxAge } });
    const { api, issuer, clock, newRequests } = setting;
    const remembered = await issuer.mint({ expiresIn: 7200 });
    await expectAccepted(api, remembered);
    clock.advance(idle);
    const gate = holdKeys(setting);
    const answers: string[] = [];
    const pending = [remembered, await issuer.mint()].map(async (token) => {
      const result = await api.admit(withToken(token));
      answers.push(result.ok ? 'accepted' : result.error.reason);
    });
    await settle();
    expect(answers).toEqual([]);
    gate.open();
    await Promise.all(pending);
    expect(answers).toEqual(['accepted', 'accepted']);
    expect(newRequests()).toBe(2);
  });
});

describe('a refresh', () => {
  test('replaces the set as a whole: a removed key stops verifying', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const remembered = await issuer.mint();
    const other = await issuer.mint();
    await expectAccepted(api, remembered);
    await issuer.rotateKeys();
    clock.advance(599);
    await expectAccepted(api, remembered);
    await settle();
    await expectRefused(api, withToken(remembered), UNKNOWN);
    await expectRefused(api, withToken(other), UNKNOWN);
    await expectAccepted(api, await issuer.mint());
  });

  test('replaces a key of the same kid: what the old one signed stops passing', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const { kid } = issuer;
    const remembered = await issuer.mint();
    await expectAccepted(api, remembered);
    await issuer.rotateKeys();
    const keys = issuer.jwks.keys.map((jwk) => ({ ...jwk, kid }));
    issuer.respond(issuer.jwksUri, () => Response.json({ keys }));
    clock.advance(600);
    await expectRefused(api, withToken(remembered), { status: 401, reason: 'bad_signature' });
    await expectAccepted(api, await issuer.mint({ header: { kid } }));
  });

  test('to an empty set leaves no key', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const remembered = await issuer.mint();
    await expectAccepted(api, remembered);
    issuer.respond(issuer.jwksUri, () => Response.json({ keys: [] }));
    clock.advance(600);
    await expectRefused(api, withToken(remembered), UNKNOWN);
  });

  test('keeps old keys that are still published', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const remembered = await issuer.mint();
    await issuer.rotateKeys({ keepPrevious: true });
    clock.advance(600);
    await expectAccepted(api, remembered);
    await expectAccepted(api, await issuer.mint());
  });

  test('finds a key set that moved, within maxAge', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const old = issuer.jwks;
    await issuer.rotateKeys();
    issuer.respond(issuer.jwksUri, () => Response.json(old));
    issuer.respond('/moved', () => Response.json(issuer.jwks));
    issuer.respond('/.well-known/openid-configuration', () =>
      Response.json({ ...issuer.metadata, jwks_uri: 'https://issuer.test/moved' }),
    );
    clock.advance(600);
    await expectAccepted(api, await issuer.mint());
  });

  const BAD_ANSWERS: { title: string; answer: () => Response }[] = [
    { title: 'a 500', answer: () => new Response(null, { status: 500 }) },
    { title: 'a 404', answer: () => new Response(null, { status: 404 }) },
    { title: 'a redirect', answer: () => Response.redirect('https://evil.test/', 302) },
    { title: 'HTML', answer: () => new Response('<html>') },
    { title: 'an empty body', answer: () => new Response('') },
    { title: 'no JWK Set', answer: () => Response.json({}) },
    { title: 'null', answer: () => Response.json(null) },
    { title: 'a broken connection', answer: () => Response.error() },
  ];

  for (const what of ['keys', 'metadata']) {
    test.each(BAD_ANSWERS)(
      `that gets $title for ${what} never replaces good keys`,
      async ({ answer }) => {
        const { api, issuer, clock } = await createWarmSetting();
        const paths =
          what === 'keys'
            ? [issuer.jwksUri]
            : ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
        for (const path of paths) issuer.respond(path, answer);
        for (const seconds of [599, 1, 600, 3600]) {
          clock.advance(seconds);
          await expectAccepted(api, await issuer.mint());
          await settle();
        }
      },
    );
  }
});

describe('a clock that is set back', () => {
  test('does not lengthen the life of keys', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    const removed = await issuer.mint({ claims: { exp: 9999999999 } });
    await expectAccepted(api, removed);
    await issuer.rotateKeys();
    clock.advance(-86400);
    await expectRefused(api, withToken(removed), UNKNOWN);
    expect(newRequests()).toBeGreaterThan(0);
    await expectAccepted(api, await issuer.mint());
  });

  test('by little changes nothing', async () => {
    const { api, issuer, clock, newRequests } = await createWarmSetting();
    clock.advance(-10);
    await expectAccepted(api, await issuer.mint());
    await settle();
    expect(newRequests()).toBe(0);
  });

  test('does not lengthen the cooldown', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    const strange = { header: { kid: 'strange' } };
    await expectRefused(api, withToken(await issuer.mint(strange)), UNKNOWN);
    clock.advance(-3600);
    await expectAccepted(api, await issuer.mint());
    await settle();
    await issuer.rotateKeys();
    clock.advance(31);
    await expectAccepted(api, await issuer.mint());
  });

  test('during an outage does not lengthen staleIfError', async () => {
    const { api, issuer, clock } = await createWarmSetting();
    issuer.goDown();
    clock.advance(-100_000);
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'metadata_unavailable',
    });
  });
});
