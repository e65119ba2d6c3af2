import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import type { DpopKey, MintOptions } from '../src/index.ts';
import { createDpopClient, createTestIssuer } from '../src/index.ts';

const issuer = await createTestIssuer({ algorithm: 'ES256' });
const client = await createDpopClient();

// RFC 7638 section 3.1: the JWK of the example and its thumbprint.
const EXAMPLE_JWK = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
  alg: 'RS256',
  kid: '2011-04-29',
};
const EXAMPLE_JKT = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';

describe('mint with dpopKey (RFC 9449 section 6.1)', () => {
  const KEYS: { id: string; dpopKey: DpopKey; jkt: string }[] = [
    { id: 'client', dpopKey: client, jkt: client.jkt },
    { id: 'jkt in an object', dpopKey: { jkt: client.jkt }, jkt: client.jkt },
    { id: 'jkt', dpopKey: client.jkt, jkt: client.jkt },
    { id: 'any string, as it stands', dpopKey: 'not-a-thumbprint', jkt: 'not-a-thumbprint' },
    { id: 'public JWK', dpopKey: client.publicJwk, jkt: client.jkt },
    { id: 'RFC 7638 section 3.1', dpopKey: EXAMPLE_JWK, jkt: EXAMPLE_JKT },
  ];
  test.each(KEYS)('$id: binds the token', async ({ dpopKey, jkt }) => {
    expect(decodeJwt(await issuer.mint({ dpopKey }))['cnf']).toEqual({ jkt });
  });

  const CLAIMS: { id: string; options: MintOptions; cnf: unknown }[] = [
    { id: 'no key', options: {}, cnf: undefined },
    { id: 'undefined key', options: { dpopKey: undefined }, cnf: undefined },
    { id: 'cnf replaced', options: { dpopKey: client, claims: { cnf: 7 } }, cnf: 7 },
    {
      id: 'cnf removed',
      options: { dpopKey: client, claims: { cnf: undefined } },
      cnf: undefined,
    },
  ];
  test.each(CLAIMS)('$id: claims go last', async ({ options, cnf }) => {
    expect(decodeJwt(await issuer.mint(options))['cnf']).toEqual(cnf);
  });

  test.each([
    { id: 'null', dpopKey: null },
    { id: 'number', dpopKey: 7 },
    { id: 'promise of a client', dpopKey: createDpopClient() },
  ])('$id: is a TypeError, by rejection', async ({ dpopKey }) => {
    const minting = issuer.mint({ dpopKey: dpopKey as unknown as DpopKey });
    await expect(minting).rejects.toBeInstanceOf(TypeError);
  });

  test('a rotation meanwhile does not part the kid from its key', async () => {
    const rotating = await createTestIssuer({ algorithm: 'ES256' });
    const { kid } = rotating;
    let rotated = () => {};
    const rotation = new Promise<void>((resolve) => {
      rotated = resolve;
    });
    const { digest } = SubtleCrypto.prototype;
    // The thumbprint is not there before the new key is.
    const delayed = vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (...input) => {
      await rotation;
      return digest.apply(crypto.subtle, input);
    });
    const minting = rotating.mint({ dpopKey: client.publicJwk });
    await rotating.rotateKeys({ keepPrevious: true });
    rotated();
    delayed.mockRestore();
    const { protectedHeader } = await jwtVerify(await minting, createLocalJWKSet(rotating.jwks));
    expect(protectedHeader.kid).toBe(kid);
  });
});
