import { afterEach, describe, expect, test, vi } from 'vitest';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, ORDERS, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what one client can make this process remember', () => {
  test('a key with more in it than a key is remembered without it', async () => {
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    const jwk = { ...holder.publicJwk, 'x-more': 'y'.repeat(300) };
    const api = createApi();
    for (let count = 0; count < 2; count++) {
      await expectAccepted(api, proven(token, await makeProof(holder, token, { header: { jwk } })));
    }
    const keys = imported.mock.calls.map(([, key]) => JSON.stringify(key));
    expect(keys.filter((key) => key.includes('x-more'))).toEqual([]);
    expect(keys.filter((key) => key.includes(String(holder.publicJwk.x)))).toHaveLength(1);
  });

  test('a header that is far longer than a key needs passes, and is not remembered', async () => {
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    const header = { more: 'y'.repeat(2000) };
    const api = createApi();
    for (let count = 0; count < 2; count++) {
      await expectAccepted(api, proven(token, await makeProof(holder, token, { header })));
    }
    const keys = imported.mock.calls.map(([, key]) => JSON.stringify(key));
    expect(keys.filter((key) => key.includes(String(holder.publicJwk.x)))).toHaveLength(2);
  });
});

test('a replay store that never answers means 503 once the time is over', async () => {
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const add = (): Promise<boolean> => {
    asked();
    return new Promise(() => {});
  };
  const api = createApi({ timeout: 3, dpop: { replay: { add } } });
  // Warm, so that nothing but the store is waited for.
  await api.verifyAccessToken(token);
  const proof = await makeProof(holder, token);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const answer = api.authenticate(proven(token, proof));
  let settled = false;
  void answer.then(() => {
    settled = true;
  });
  await isAsked;
  await vi.advanceTimersByTimeAsync(2999);
  expect(settled).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const result = await answer;
  expect(result).toMatchObject({
    ok: false,
    error: { reason: 'replay_store_failed' },
    response: { status: 503, headers: { 'retry-after': '5' } },
  });
});

describe('the prefix of publicUrl', () => {
  test.each(['/../pay', '/%2e%2e/pay', '/a/../../pay'])(
    '%s does not climb out of it',
    async (path) => {
      const api = createApi({ publicUrl: 'https://gateway.test/v2' });
      const url = `https://inner.test${path}`;
      const elsewhere = await makeProof(holder, token, {
        claims: { htu: 'https://gateway.test/pay' },
      });
      await expectProofRefused(api, { ...proven(token, elsewhere), url }, 'htu_mismatch');
      const own = await makeProof(holder, token, {
        claims: { htu: 'https://gateway.test/v2/pay' },
      });
      await expectAccepted(api, { ...proven(token, own), url });
    },
  );
});

test('what a client hides in htu is not in the details', async () => {
  const htu = 'ftp://user:hush-one@api.test/orders?access_token=hush-two#hush-three';
  const proof = await makeProof(holder, token, { claims: { htu } });
  const result = await createApi().authenticate({ ...proven(token, proof), url: ORDERS });
  if (result.ok) expect.fail('accepted');
  expect(result.error.reason).toBe('htu_mismatch');
  expect(JSON.stringify(result.error)).not.toContain('hush');
});
