import { describe, expect, test } from 'vitest';
import type { ReplayStore } from '../../src/index.ts';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, proven } from './setting.ts';
import { createStore, use } from './uses.ts';

const holder = await createHolder();
const token = await mintBound(holder);

describe('RFC 9449 section 11.1: a proof is good once', () => {
  test('the second use is refused, and every later one', async () => {
    const api = createApi();
    const request = proven(token, await makeProof(holder, token));
    await expectAccepted(api, request);
    for (let count = 0; count < 3; count++) await expectProofRefused(api, request, 'replayed');
  });

  test('so it is with verifyRequest', async () => {
    const api = createApi();
    const request = proven(token, await makeProof(holder, token));
    await api.verifyRequest(request);
    await expect(api.verifyRequest(request)).rejects.toMatchObject({
      reason: 'replayed',
      headers: { 'www-authenticate': expect.stringContaining('DPoP error="invalid_dpop_proof"') },
    });
  });

  const claims = { jti: 'the same' };
  test('the same jti with another iat: refused', async () => {
    const api = createApi();
    expect(await use(api, token, await makeProof(holder, token, { claims }))).toBe('accepted');
    for (const iat of [NOW - 1, NOW + 1, NOW + 30]) {
      const proof = await makeProof(holder, token, { claims: { ...claims, iat } });
      expect(await use(api, token, proof)).toBe('replayed');
    }
  });

  test('the same jti for another URL, method and token: refused', async () => {
    const api = createApi();
    expect(await use(api, token, await makeProof(holder, token, { claims }))).toBe('accepted');
    const second = await mintBound(holder);
    const changes = { claims, method: 'POST', url: 'https://api.test/x' };
    const result = await api.authenticate(
      proven(second, await makeProof(holder, second, changes), changes),
    );
    expect(result.ok || result.error.reason).toBe('replayed');
  });

  test('the same jti with another key: accepted', async () => {
    const api = createApi();
    for (let count = 0; count < 3; count++) {
      const other = await createHolder();
      const bound = await mintBound(other);
      expect(await use(api, bound, await makeProof(other, bound, { claims }))).toBe('accepted');
    }
  });

  test('jti is compared as it stands', async () => {
    const api = createApi();
    for (const jti of ['a', 'A', 'a ', ' a', 'á', 'a\u0301', 'a\0', 'aa', '\ud800', '\udfff']) {
      expect(await use(api, token, await makeProof(holder, token, { claims: { jti } }))).toBe(
        'accepted',
      );
    }
  });

  test('replay: false lets a proof through as long as it is good', async () => {
    const api = createApi({ dpop: { replay: false } });
    const proof = await makeProof(holder, token);
    for (let count = 0; count < 3; count++) expect(await use(api, token, proof)).toBe('accepted');
  });

  test('clients that share a store share what was used; others do not', async () => {
    const store = createStore();
    const [a, b] = [createApi({ dpop: { replay: store } }), createApi({ dpop: { replay: store } })];
    const proof = await makeProof(holder, token);
    expect(await use(a, token, proof)).toBe('accepted');
    expect(await use(b, token, proof)).toBe('replayed');
    expect(await use(createApi(), token, proof)).toBe('accepted');
  });
});

describe('at once', () => {
  const slow = (): ReplayStore => {
    const { add } = createStore();
    return { add: async (...entry) => Promise.resolve().then(() => add(...entry)) };
  };
  test.each([
    { id: 'in memory', replay: undefined },
    { id: 'store that answers at once', replay: createStore() },
    { id: 'store that answers later', replay: slow() },
  ])('$id: of 50 uses one is accepted', async ({ replay }) => {
    const api = createApi({ dpop: { replay } });
    const proof = await makeProof(holder, token);
    const results = await Promise.all(Array.from({ length: 50 }, () => use(api, token, proof)));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(results.filter((result) => result === 'replayed')).toHaveLength(49);
  });

  test('CVE-2026-40155, CVE-2026-25536: the answers of two users never cross', async () => {
    const api = createApi();
    const users = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const own = await createHolder();
        return { own, sub: `user-${index}`, bound: await mintBound(own, { sub: `user-${index}` }) };
      }),
    );
    const calls = Array.from({ length: 160 }, (_, index) => users[index % users.length]);
    await Promise.all(
      calls.map(async (user) => {
        if (user === undefined) throw new Error('There are users.');
        const { own, sub, bound } = user;
        const proof = await makeProof(own, bound);
        const { auth } = await expectAccepted(api, proven(bound, proof));
        expect(auth).toMatchObject({ token: bound, claims: { sub }, proof: { jkt: own.jkt } });
        const stranger = users.find((other) => other !== user);
        if (stranger === undefined) throw new Error('There are several.');
        const stolen = await api.authenticate(proven(bound, await makeProof(stranger.own, bound)));
        expect(stolen.ok || stolen.error.reason).toBe('thumbprint_mismatch');
      }),
    );
  });
});
