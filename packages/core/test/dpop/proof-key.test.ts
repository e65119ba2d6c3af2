import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { AuthErrorReason, SignatureAlgorithm } from '../../src/index.ts';
import { BOTH, expectAccepted, expectProofRefused, expectRefused } from './expectations.ts';
import { createApi, createHolder, issuer, makeProof, mintBound, proven } from './setting.ts';

const [ec, p384, rsa, okp, stranger] = await Promise.all([
  createHolder('ES256'),
  createHolder('ES384'),
  createHolder('RS256'),
  createHolder('Ed25519'),
  createHolder('ES256'),
]);
const algorithms: SignatureAlgorithm[] = ['ES256', 'ES384', 'RS256', 'Ed25519', 'EdDSA'];
const challenge = BOTH.replace('ES256', algorithms.join(' '));
const api = createApi({ dpop: { algorithms } });
const { x = '', y = '' } = ec.publicJwk;

/** The coordinate with its last octet changed: the point leaves the curve. */
function bent(coordinate: string): string {
  const octets = Buffer.from(coordinate, 'base64url');
  octets.writeUInt8(octets.readUInt8(31) ^ 1, 31);
  return octets.toString('base64url');
}

interface Pair {
  readonly jwk: object;
  readonly key: CryptoKey;
}

async function weakRsa(): Promise<Pair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return { jwk: await exportJWK(pair.publicKey), key: pair.privateKey };
}

/** A key as a careless client sends it: the private JWK, the public members included. */
async function revealed(alg: SignatureAlgorithm): Promise<Pair> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { jwk: await exportJWK(privateKey), key: privateKey };
}

const [weak, privateEc, privateRsa, privateOkp] = await Promise.all([
  weakRsa(),
  revealed('ES256'),
  revealed('RS256'),
  revealed('Ed25519'),
]);

interface Row {
  readonly id: string;
  readonly jwk: unknown;
  readonly alg?: SignatureAlgorithm;
  readonly key?: CryptoKey;
}

function refuseEach(reason: AuthErrorReason, rows: readonly Row[]): void {
  test.each(rows)(`$id: ${reason}`, async ({ jwk, alg = 'ES256', key }) => {
    const bound = await mintBound(ec);
    const proof = await makeProof(ec, bound, { header: { jwk, alg }, key });
    await expectProofRefused(api, proven(bound, proof), reason, challenge);
  });
}

describe('RFC 9449 section 4.2: jwk is a key', () => {
  refuseEach('proof_missing_key', [
    { id: 'absent', jwk: undefined },
    { id: 'null', jwk: null },
    { id: 'a string', jwk: JSON.stringify(ec.publicJwk) },
    { id: 'a number', jwk: 1 },
    { id: 'true', jwk: true },
    { id: 'an array', jwk: [ec.publicJwk] },
    { id: 'an empty array', jwk: [] },
  ]);
});

describe('RFC 9449 section 4.3, check 7: jwk is public', () => {
  refuseEach('proof_private_key', [
    { id: 'private EC', ...privateEc },
    { id: 'private RSA', ...privateRsa, alg: 'RS256' },
    { id: 'private OKP', ...privateOkp, alg: 'Ed25519' },
    { id: 'oct', jwk: { kty: 'oct', k: 'AAAA' } },
    { id: 'oct beside EC', jwk: { ...ec.publicJwk, k: 'AAAA' } },
    { id: 'd is null', jwk: { ...ec.publicJwk, d: null } },
    { id: 'd is empty', jwk: { ...ec.publicJwk, d: '' } },
    ...['p', 'q', 'dp', 'dq', 'qi', 'oth'].map((member) => ({
      id: `RSA with ${member} alone`,
      jwk: { ...rsa.publicJwk, [member]: 'AQAB' },
      alg: 'RS256' as const,
      key: rsa.privateKey,
    })),
  ]);
});

describe('a key that does not fit its algorithm', () => {
  const jwk = ec.publicJwk;
  const rs256 = { alg: 'RS256', key: rsa.privateKey } as const;
  const eddsa = { alg: 'EdDSA', key: okp.privateKey } as const;
  refuseEach('proof_unsuitable_key', [
    { id: 'empty', jwk: {} },
    { id: 'a JWK Set', jwk: { keys: [jwk] } },
    { id: 'no kty', jwk: { ...jwk, kty: undefined } },
    { id: 'kty in lower case', jwk: { ...jwk, kty: 'ec' } },
    { id: 'kty is a list', jwk: { ...jwk, kty: ['EC'] } },
    { id: 'oct without k', jwk: { kty: 'oct' } },
    { id: 'unknown type', jwk: { ...jwk, kty: 'AKP' } },
    { id: 'no curve', jwk: { ...jwk, crv: undefined } },
    { id: 'curve is a list', jwk: { ...jwk, crv: ['P-256'] } },
    { id: 'wrong curve: ES256 with P-384', jwk: p384.publicJwk, key: p384.privateKey },
    { id: 'wrong curve: ES384 with P-256', jwk, alg: 'ES384' },
    { id: 'curve of another point', jwk: { ...p384.publicJwk, crv: 'P-256' } },
    { id: 'secp256k1', jwk: { ...jwk, crv: 'secp256k1' } },
    // Where an import steps over it, one key would have many thumbprints.
    ...['\u00e9', '=', '!', ' ', '\n', '+', '/', '\ud800'].map((foreign) => ({
      id: `x with ${JSON.stringify(foreign)}, which base64url does not have`,
      jwk: { ...jwk, x: `${jwk.x}${foreign}` },
    })),
    { id: 'ES256 with an RSA key', jwk: rsa.publicJwk, key: rsa.privateKey },
    { id: 'ES256 with an OKP key', jwk: okp.publicJwk, key: okp.privateKey },
    { id: 'RS256 with an EC key', jwk, alg: 'RS256' },
    { id: 'X25519', jwk: { ...okp.publicJwk, crv: 'X25519' }, ...eddsa },
    { id: 'Ed448', jwk: { ...okp.publicJwk, crv: 'Ed448' }, ...eddsa },
    { id: 'no x', jwk: { ...jwk, x: undefined } },
    { id: 'no y', jwk: { ...jwk, y: undefined } },
    { id: 'x is empty', jwk: { ...jwk, x: '' } },
    { id: 'x is a number', jwk: { ...jwk, x: 1 } },
    { id: 'y is null', jwk: { ...jwk, y: null } },
    { id: 'point off the curve, x', jwk: { ...jwk, x: bent(x) } },
    { id: 'point off the curve, y', jwk: { ...jwk, y: bent(y) } },
    { id: 'point at zero', jwk: { ...jwk, x: 'A'.repeat(43), y: 'A'.repeat(43) } },
    { id: 'RSA 1024', ...weak, alg: 'RS256' },
    { id: 'RSA without n', jwk: { ...rsa.publicJwk, n: undefined }, ...rs256 },
    { id: 'RSA with e in a list', jwk: { ...rsa.publicJwk, e: ['AQAB'] }, ...rs256 },
    { id: 'use: enc', jwk: { ...jwk, use: 'enc' } },
    { id: 'use is null', jwk: { ...jwk, use: null } },
    { id: 'key_ops without verify', jwk: { ...jwk, key_ops: ['sign'] } },
    { id: 'key_ops: none', jwk: { ...jwk, key_ops: [] } },
    { id: 'key_ops is a string', jwk: { ...jwk, key_ops: 'verify' } },
    { id: 'alg of another', jwk: { ...jwk, alg: 'ES384' } },
    { id: 'alg is none', jwk: { ...jwk, alg: 'none' } },
  ]);
});

describe('what a key may have besides', () => {
  const jwk = ec.publicJwk;
  const besides: { id: string; jwk: object }[] = [
    { id: 'use: sig', jwk: { ...jwk, use: 'sig' } },
    { id: 'key_ops with verify', jwk: { ...jwk, key_ops: ['sign', 'verify'] } },
    { id: 'its alg', jwk: { ...jwk, alg: 'ES256' } },
    { id: 'kid', jwk: { ...jwk, kid: 'x' } },
    { id: 'x5c of anybody', jwk: { ...jwk, x5c: ['AAAA'], 'x5t#S256': 'A' } },
    { id: 'members of another type of key', jwk: { ...rsa.publicJwk, ...jwk } },
    { id: 'members in another order', jwk: { y, x, kty: 'EC', crv: 'P-256' } },
  ];
  test.each(besides)('$id: the same key with the same thumbprint', async ({ jwk: sent }) => {
    const bound = await mintBound(ec);
    const proof = await makeProof(ec, bound, { header: { jwk: sent } });
    const { auth } = await expectAccepted(api, proven(bound, proof));
    expect(auth.proof?.jkt).toBe(ec.jkt);
  });

  test('EdDSA and Ed25519 name one algorithm', async () => {
    const bound = await mintBound(okp);
    for (const alg of ['EdDSA', 'Ed25519']) {
      await expectAccepted(api, proven(bound, await makeProof(okp, bound, { header: { alg } })));
    }
  });
});

describe('RFC 9449 section 4.3, check 12: the thumbprint of the key is that of the token', () => {
  const expected = { kind: 'token', reason: 'thumbprint_mismatch', challenge } as const;

  test('mcp-oauth#384: a proof by another key with the right ath is refused', async () => {
    const bound = await mintBound(ec);
    const request = proven(bound, await makeProof(stranger, bound));
    const { details } = await expectRefused(api, request, expected);
    expect(details).toEqual({ expected: ec.jkt, received: stranger.jkt });
  });

  test.each(['', ec.jkt.toLowerCase(), `${ec.jkt}=`, ec.jkt.slice(1)])(
    'cnf.jkt "%s" is not the thumbprint',
    async (jkt) => {
      const bound = await issuer.mint({ claims: { cnf: { jkt } } });
      await expectRefused(api, proven(bound, await makeProof(ec, bound)), expected);
    },
  );
});
