import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { createTestIssuer } from '../src/index.ts';

async function publishedKids(issuer: Awaited<ReturnType<typeof createTestIssuer>>) {
  const response = await issuer.fetch(issuer.jwksUri);
  const { keys } = (await response.json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid);
}

describe('rotateKeys', () => {
  test('replaces the key: the old one is gone from the key set', async () => {
    const issuer = await createTestIssuer({ algorithm: 'ES256' });
    const before = { kid: issuer.kid, token: await issuer.mint() };
    await issuer.rotateKeys();
    expect(issuer.kid).not.toBe(before.kid);
    expect(await publishedKids(issuer)).toEqual([issuer.kid]);
    const keys = createLocalJWKSet(issuer.jwks);
    await expect(jwtVerify(before.token, keys)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
    const token = await issuer.mint();
    expect(decodeProtectedHeader(token).kid).toBe(issuer.kid);
    await expect(jwtVerify(token, keys)).resolves.toBeDefined();
  });

  test('keepPrevious leaves all older keys published, the current one first', async () => {
    const issuer = await createTestIssuer({ algorithm: 'ES256' });
    const kids = [issuer.kid];
    const tokens = [await issuer.mint()];
    for (let round = 0; round < 2; round += 1) {
      await issuer.rotateKeys({ keepPrevious: true });
      kids.unshift(issuer.kid);
      tokens.unshift(await issuer.mint());
    }
    expect(await publishedKids(issuer)).toEqual(kids);
    for (const token of tokens) {
      await expect(jwtVerify(token, createLocalJWKSet(issuer.jwks))).resolves.toBeDefined();
    }
    await issuer.rotateKeys();
    expect(await publishedKids(issuer)).toEqual([issuer.kid]);
  });

  test('signs with the current key in `sign` too', async () => {
    const issuer = await createTestIssuer({ algorithm: 'Ed25519' });
    await issuer.rotateKeys();
    const token = await issuer.sign({ header: { alg: 'Ed25519' }, payload: {} });
    await expect(jwtVerify(token, createLocalJWKSet(issuer.jwks))).resolves.toBeDefined();
  });
});

describe('parallel issuers', () => {
  test('share no key, no log, no outage, even with the same identifier', async () => {
    const issuers = await Promise.all(
      Array.from({ length: 4 }, () => createTestIssuer({ algorithm: 'ES256' })),
    );
    await Promise.all(issuers.map((issuer) => issuer.rotateKeys({ keepPrevious: true })));
    const kids = issuers.flatMap((issuer) => issuer.jwks.keys.map(({ kid }) => kid));
    expect(new Set(kids).size).toBe(8);

    const [first, second, ...others] = issuers;
    if (first === undefined || second === undefined) throw new Error('four issuers were made');
    first.goDown();
    await expect(first.fetch(first.jwksUri)).rejects.toBeInstanceOf(TypeError);
    expect((await second.fetch(second.jwksUri)).status).toBe(200);
    expect([first, second, ...others].map(({ requests }) => requests.length)).toEqual([1, 1, 0, 0]);
    await expect(
      jwtVerify(await first.mint(), createLocalJWKSet(second.jwks)),
    ).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });
});
