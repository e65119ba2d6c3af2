import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGate, NOW } from '../protected-api.ts';
import type { ExchangeSetting, ExchangeSettingOptions } from './setting.ts';
import { createExchange, EXCHANGES, errorOf, goodAnswer, SUBJECT } from './setting.ts';

const on = { exchangeCache: {} };

function createCached(options: ExchangeSettingOptions = {}): Promise<ExchangeSetting> {
  return createExchange({ ...options, client: { ...on, ...options.client } });
}

const audience = 'https://downstream.test';

for (const { method, call } of EXCHANGES) {
  describe(method, () => {
    test.each([undefined, false])('exchangeCache %s: each call is a request', async (off) => {
      const { api, sent } = await createExchange({ client: { exchangeCache: off } });
      const tokens = [await call(api), await call(api), await call(api)];
      expect(new Set(tokens.map(({ accessToken }) => accessToken)).size).toBe(3);
      await Promise.all([call(api), call(api)]);
      expect(sent).toHaveLength(5);
    });

    test('an equal exchange is answered without a request', async () => {
      const { api, sent } = await createCached();
      const first = await call(api);
      expect(await call(api)).toEqual(first);
      expect(sent).toHaveLength(1);
    });

    const MARGINS: readonly (readonly [
      id: string,
      expiresIn: number,
      subjectExpiresIn: number | undefined,
      lives: number,
    ])[] = [
      ['its own expiry', 3600, undefined, 3540],
      ['its own expiry, the subject token lives longer', 600, 3600, 540],
      ["the subject token's expiry", 3600, 600, 540],
      ['both at once', 600, 600, 540],
      ['what lives a second longer than the margin', 61, undefined, 1],
    ];
    for (const [id, expiresIn, subjectExpiresIn, lives] of MARGINS) {
      test(`is kept until 60 s before the earlier of the two: ${id}`, async () => {
        const { api, sent, clock, issuer } = await createCached({
          answer: () => goodAnswer({ expires_in: expiresIn }),
        });
        const subject =
          subjectExpiresIn === undefined
            ? SUBJECT
            : await issuer.mint({ expiresIn: subjectExpiresIn });
        await call(api, subject);
        clock.advance(lives - 1);
        await call(api, subject);
        expect(sent).toHaveLength(1);
        clock.advance(1);
        await call(api, subject);
        expect(sent).toHaveLength(2);
      });
    }

    const NEVER: readonly (readonly [id: string, expiresIn: number, subjectExpiresIn: number])[] = [
      ['a token of 60 s', 60, 3600],
      ['a token of 0 s', 0, 3600],
      ['a subject token of 60 s', 3600, 60],
      ['a subject token that has run out', 3600, -60],
    ];
    test.each(NEVER)('%s is never kept', async (_, expiresIn, subjectExpiresIn) => {
      const { api, sent, issuer } = await createCached({
        answer: () => goodAnswer({ expires_in: expiresIn }),
      });
      const subject = await issuer.mint({ expiresIn: subjectExpiresIn });
      await call(api, subject);
      await call(api, subject);
      expect(sent).toHaveLength(2);
    });

    const UNREADABLE: readonly (readonly [
      id: string,
      claims: Readonly<Record<string, unknown>>,
    ])[] = [
      ['exp is a string', { exp: String(NOW + 120) }],
      ['exp is null', { exp: null }],
      ['claims cannot be read safely', { exp: NOW + 120, constructor: 'a' }],
    ];
    test.each(UNREADABLE)("nothing is kept where the subject token's %s", async (_, claims) => {
      const { api, sent, issuer } = await createCached();
      const subject = await issuer.mint({ claims });
      await call(api, subject);
      await call(api, subject);
      expect(sent).toHaveLength(2);
    });

    test('a clock that is set back makes no remembered token good', async () => {
      const { api, sent, clock, issuer } = await createCached();
      const subject = await issuer.mint({ expiresIn: 7200 });
      await call(api, subject);
      clock.advance(-1);
      await call(api, subject);
      expect(sent).toHaveLength(2);
    });

    test('the time that the answer takes counts', async () => {
      const { api, sent, clock, issuer } = await createCached({
        answer: () => {
          clock.advance(200);
          return goodAnswer({ expires_in: 259 });
        },
      });
      const subject = await issuer.mint({ expiresIn: 7200 });
      await call(api, subject);
      await call(api, subject);
      expect(sent).toHaveLength(2);
    });

    test("the subject token's exp is absent: its own expiry counts", async () => {
      const { api, sent, clock, issuer } = await createCached();
      const subject = await issuer.mint({ claims: { exp: undefined } });
      await call(api, subject);
      clock.advance(3539);
      await call(api, subject);
      expect(sent).toHaveLength(1);
    });

    test('equal exchanges under way are one request', async () => {
      const gate = createGate();
      const { api, sent } = await createCached({
        answer: async () => {
          await gate.opened;
          return goodAnswer();
        },
      });
      const pending = [call(api), call(api), call(api)];
      gate.open();
      const [first, ...others] = await Promise.all(pending);
      for (const other of others) expect(other).toEqual(first);
      expect(sent).toHaveLength(1);
    });

    test('equal exchanges under way fail together, and the failure is not remembered', async () => {
      let fails = true;
      const { api, sent } = await createCached({
        answer: () =>
          fails ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : goodAnswer(),
      });
      const errors = await Promise.all([errorOf(call(api)), errorOf(call(api))]);
      for (const error of errors) expect(error).toMatchObject({ code: 'invalid_grant' });
      expect(sent).toHaveLength(1);
      expect(await errorOf(call(api))).toMatchObject({ code: 'invalid_grant' });
      fails = false;
      expect(await call(api)).toHaveProperty('accessToken');
      await call(api);
      expect(sent).toHaveLength(3);
    });

    test('what a caller does to a result changes nobody else’s', async () => {
      const { api } = await createCached();
      const shared = await Promise.all([call(api), call(api)]);
      const expected = { ...shared[0] };
      for (const result of shared) {
        Object.assign(result, { accessToken: 'stolen', expiresAt: 0, scope: 'admin', more: true });
        const next = await call(api);
        expect(next).toEqual(expected);
        Object.assign(next, { accessToken: 'stolen' });
      }
      expect(shared[0]).not.toBe(shared[1]);
      expect(await call(api)).toEqual(expected);
    });

    test('two users at once get each their own, whoever is answered first', async () => {
      const waiting = new Map<string, () => void>();
      const { api, sent } = await createCached({
        answer: async ({ field }) => {
          const subject = field('subject_token') ?? '';
          const gate = createGate();
          waiting.set(subject, gate.open);
          await gate.opened;
          return Response.json({ access_token: `for-${subject}`, expires_in: 3600 });
        },
      });
      const ann = call(api, 'token-of-ann');
      const bob = call(api, 'token-of-bob');
      await expect.poll(() => waiting.size).toBe(2);
      waiting.get('token-of-bob')?.();
      expect(await bob).toMatchObject({ accessToken: 'for-token-of-bob' });
      waiting.get('token-of-ann')?.();
      expect(await ann).toMatchObject({ accessToken: 'for-token-of-ann' });
      expect(await call(api, 'token-of-ann')).toMatchObject({ accessToken: 'for-token-of-ann' });
      expect(await call(api, 'token-of-bob')).toMatchObject({ accessToken: 'for-token-of-bob' });
      expect(sent).toHaveLength(2);
    });
  });
}

describe('expiresIn of a remembered token', () => {
  test('is what is left of it; expiresAt stays', async () => {
    const { api, clock } = await createCached();
    const seen: unknown[] = [];
    for (const seconds of [0, 1000, 0.5]) {
      clock.advance(seconds);
      const { expiresIn, expiresAt } = await api.getTokenOnBehalfOf(SUBJECT, { audience });
      seen.push([expiresIn, expiresAt]);
    }
    expect(seen).toEqual([
      [3600, NOW + 3600],
      [2600, NOW + 3600],
      [2600, NOW + 3600],
    ]);
  });
});

describe('the greatest number of entries', () => {
  const callFor = ({ api }: ExchangeSetting, user: number): Promise<unknown> =>
    api.getTokenOnBehalfOf(`token-of-${user}`, { audience });

  test('is maxEntries; the one that was not used for longest goes first', async () => {
    const setting = await createExchange({ client: { exchangeCache: { maxEntries: 2 } } });
    for (const user of [1, 2, 1, 3]) await callFor(setting, user);
    expect(setting.sent).toHaveLength(3);
    await callFor(setting, 1);
    await callFor(setting, 3);
    expect(setting.sent).toHaveLength(3);
    await callFor(setting, 2);
    expect(setting.sent).toHaveLength(4);
  });

  test('is 1000 by default', async () => {
    const setting = await createCached();
    for (let user = 0; user < 1000; user += 1) await callFor(setting, user);
    await callFor(setting, 0);
    expect(setting.sent).toHaveLength(1000);
    await callFor(setting, 1000);
    await callFor(setting, 1);
    expect(setting.sent).toHaveLength(1002);
  });
});

test('two clients share nothing', async () => {
  const [one, other] = [await createCached(), await createCached()];
  for (const { api } of [one, other]) await EXCHANGES[0]?.call(api);
  expect([one.sent.length, other.sent.length]).toEqual([1, 1]);
});

describe('on workerd, where requests cannot wait for each other', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('equal exchanges under way are a request each; what came of them is remembered', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' });
    for (const { call } of EXCHANGES) {
      const { api, sent } = await createCached();
      await Promise.all([call(api), call(api)]);
      expect(sent).toHaveLength(2);
      await call(api);
      expect(sent).toHaveLength(2);
    }
  });
});
