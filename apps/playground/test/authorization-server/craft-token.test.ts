import { createHmac, createPublicKey } from 'node:crypto';
import type { JWK } from 'jose';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenOrder } from '../../server/control/protocol.ts';
import { RESOURCE } from '../../server/parties.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './running-server.ts';

let server: RunningServer;
let kid: string;
beforeAll(async () => {
  server = await startServer();
  kid = await server.authorizationServer.rotate();
});
afterAll(() => server.stop());

const craft = (order: TokenOrder): Promise<string> => server.authorizationServer.craft(order);

const isVerified = (token: string): Promise<boolean> =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${server.issuer}/jwks`))).then(
    () => true,
    () => false,
  );

describe('a crafted token', () => {
  it('is a good one where nothing else is ordered (RFC 9068 section 2.2)', async () => {
    const token = await craft({});
    expect(await isVerified(token)).toBe(true);
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'at+jwt', alg: 'RS256', kid });
    const { iat = 0, ...claims } = decodeJwt(token);
    expect(claims).toEqual({
      iss: server.issuer,
      sub: 'machine',
      aud: RESOURCE,
      client_id: 'machine',
      scope: 'read:messages write:messages',
      jti: expect.any(String),
      exp: iat + 600,
    });
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([
    {
      id: 'other values',
      claims: { sub: 'mallory', exp: 1 },
      expected: { sub: 'mallory', exp: 1 },
    },
    { id: 'more members', claims: { cnf: { jkt: 'x' } }, expected: { cnf: { jkt: 'x' } } },
  ])('has the claims that are ordered: $id', async ({ claims, expected }) => {
    const token = decodeJwt(await craft({ claims }));
    expect(token).toMatchObject({ client_id: 'machine', ...expected });
  });

  it('has the header that is ordered, and neither claims nor members that are taken away', async () => {
    const token = await craft({
      claims: { aud: null },
      header: { typ: 'JWT', kid: null, crit: ['x'] },
    });
    expect(decodeJwt(token)).not.toHaveProperty('aud');
    const [header = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
      typ: 'JWT',
      alg: 'RS256',
      crit: ['x'],
    });
  });

  it.each([
    { signedBy: 'server', alg: 'RS256', good: true },
    { signedBy: 'stranger', alg: 'RS256', good: false },
    { signedBy: 'public-key', alg: 'HS256', good: false },
    { signedBy: 'nobody', alg: 'none', good: false },
  ] as const)(
    "by $signedBy: $alg, under the kid of the server's key",
    async ({ signedBy, alg, good }) => {
      const token = await craft({ signedBy });
      expect(decodeProtectedHeader(token)).toEqual({ typ: 'at+jwt', alg, kid });
      expect(await isVerified(token)).toBe(good);
    },
  );

  it('by nobody has no signature', async () => {
    expect(await craft({ signedBy: 'nobody' })).toMatch(/^[\w-]+\.[\w-]+\.$/);
  });

  it('by the public key has the HMAC that a confused verifier would compute', async () => {
    const token = await craft({ signedBy: 'public-key' });
    const response = await fetch(`${server.issuer}/jwks`);
    const { keys } = (await response.json()) as { keys: JWK[] };
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    const secret = key.export({ type: 'spki', format: 'pem' });
    const input = token.slice(0, token.lastIndexOf('.'));
    expect(token).toBe(
      `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`,
    );
  });
});
