import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import type { MintOptions } from '../src/index.ts';
import { createTestIssuer, TEST_ALGORITHMS } from '../src/index.ts';

const NOW = 1_700_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW + 0.75 });

describe('mint', () => {
  test.each(TEST_ALGORITHMS)(
    '%s: jose verifies the token against the published keys',
    async (alg) => {
      const other = await createTestIssuer({ algorithm: alg });
      expect(other.algorithm).toBe(alg);
      const token = await other.mint();
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(other.jwks), {
        issuer: other.issuer,
        audience: 'https://api.test',
        algorithms: [alg],
        typ: 'at+jwt',
        requiredClaims: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
      });
      expect(protectedHeader).toEqual({ alg, typ: 'at+jwt', kid: other.kid });
      expect(payload.iat).toBeLessThanOrEqual(Date.now() / 1000);
    },
  );

  test('by default makes a token as RFC 9068 section 2 has it, on the issuer clock', async () => {
    expect(decodeJwt(await issuer.mint())).toEqual({
      iss: 'https://issuer.test/',
      aud: 'https://api.test',
      sub: 'test-subject',
      client_id: 'test-client',
      iat: NOW,
      exp: NOW + 3600,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  test('gives each token its own jti', async () => {
    const tokens = await Promise.all([issuer.mint(), issuer.mint(), issuer.mint()]);
    expect(new Set(tokens.map((token) => decodeJwt(token).jti)).size).toBe(3);
  });

  const CLAIMS: { id: string; options: MintOptions; expected: Record<string, unknown> }[] = [
    {
      id: 'audience',
      options: { audience: 'https://b.test' },
      expected: { aud: 'https://b.test' },
    },
    { id: 'audiences', options: { audience: ['a', 'b'] }, expected: { aud: ['a', 'b'] } },
    { id: 'scope', options: { scope: 'read write' }, expected: { scope: 'read write' } },
    { id: 'scopes', options: { scope: ['read', 'write'] }, expected: { scope: 'read write' } },
    { id: 'subject', options: { subject: 'alice' }, expected: { sub: 'alice' } },
    { id: 'client', options: { clientId: 'spa' }, expected: { client_id: 'spa' } },
    { id: 'expiresIn', options: { expiresIn: 60 }, expected: { iat: NOW, exp: NOW + 60 } },
    { id: 'expired', options: { expiresIn: -1 }, expected: { iat: NOW, exp: NOW - 1 } },
    { id: 'own claim', options: { claims: { org: ['x'] } }, expected: { org: ['x'] } },
    {
      id: 'claims win over options',
      options: { audience: 'a', claims: { aud: 7, iss: null } },
      expected: { aud: 7, iss: null },
    },
    {
      id: 'undefined option',
      options: { audience: undefined },
      expected: { aud: 'https://api.test' },
    },
  ];
  test.each(CLAIMS)('$id: is in the claims', async ({ options, expected }) => {
    expect(decodeJwt(await issuer.mint(options))).toMatchObject(expected);
  });

  test.each(['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti', 'scope'])(
    '%s: an undefined claim is removed',
    async (claim) => {
      const token = await issuer.mint({ scope: 'read', claims: { [claim]: undefined } });
      expect(decodeJwt(token)).not.toHaveProperty(claim);
    },
  );

  test('carries a claim named __proto__ as a claim', async () => {
    const claims: Record<string, unknown> = JSON.parse('{"__proto__":{"admin":true}}');
    const payload = Buffer.from((await issuer.mint({ claims })).split('.')[1] ?? '', 'base64url');
    expect(payload.toString()).toContain('"__proto__":{"admin":true}');
  });

  test('lets the header be overridden, and its members removed', async () => {
    const token = await issuer.mint({ header: { typ: 'JWT', kid: undefined, crit: ['x'] } });
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'JWT', crit: ['x'] });
  });

  test('signs with a stranger’s key under the issuer’s kid when told so', async () => {
    const stranger = await crypto.subtle.generateKey(
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['sign'],
    );
    const token = await issuer.mint({ key: stranger.privateKey });
    expect(decodeProtectedHeader(token).kid).toBe(issuer.kid);
    await expect(
      jwtVerify(token, createLocalJWKSet(issuer.jwks), { currentDate: new Date(NOW * 1000) }),
    ).rejects.toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
  });
});
