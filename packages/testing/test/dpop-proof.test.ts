import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  EmbeddedJWK,
  jwtVerify,
} from 'jose';
import { describe, expect, test } from 'vitest';
import type { DpopOptions } from '../../core/src/index.ts';
import { ApiClient } from '../../core/src/index.ts';
import type { DpopClientOptions, DpopProofOptions } from '../src/index.ts';
import { createDpopClient, createTestIssuer, TEST_ALGORITHMS } from '../src/index.ts';

const NOW = 1_700_000_000;
const now = () => NOW + 0.75;
const METHOD = 'POST';
const URL_CALLED = 'https://api.test/orders?page=2';
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const client = await createDpopClient({ now });
const stranger = await createDpopClient({ now });
const accessToken = await issuer.mint({ dpopKey: client });
const GOOD: DpopProofOptions = { method: METHOD, url: URL_CALLED, accessToken };

function createApi(dpop?: DpopOptions): ApiClient {
  return new ApiClient({
    issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
    audience: 'https://api.test',
    now,
    dpop,
  });
}
const api = createApi();

async function judge(proof: string, token = accessToken, judgedBy = api) {
  const headers = { authorization: `DPoP ${token}`, dpop: proof };
  const result = await judgedBy.authenticate({ method: METHOD, url: URL_CALLED, headers });
  return result.ok ? 'good' : result.error.reason;
}

describe('createDpopClient', () => {
  test.each(TEST_ALGORITHMS)('%s: its proofs pass, its key is a bare public one', async (alg) => {
    const other = await createDpopClient({ algorithm: alg, now });
    expect(other.algorithm).toBe(alg);
    expect(other.jkt).toBe(await calculateJwkThumbprint(other.publicJwk));
    const members = { ES: 'crv,kty,x,y', Ed: 'crv,kty,x', RS: 'e,kty,n', PS: 'e,kty,n' };
    expect(Object.keys(other.publicJwk).sort().join()).toBe(
      members[alg.slice(0, 2) as keyof typeof members],
    );
    const token = await issuer.mint({ dpopKey: other });
    const proof = await other.proof({ ...GOOD, accessToken: token });
    expect(decodeProtectedHeader(proof)).toEqual({
      typ: 'dpop+jwt',
      alg,
      jwk: other.publicJwk,
    });
    const { payload } = await jwtVerify(proof, EmbeddedJWK, { algorithms: [alg] });
    expect(payload).toMatchObject({ htm: METHOD, iat: NOW });
    const taking = createApi({ algorithms: [alg] });
    expect(await judge(proof, token, taking)).toBe('good');
  });

  test('by default takes ES256, the system clock and nothing else', async () => {
    const plain = await createDpopClient();
    expect(plain.algorithm).toBe('ES256');
    const before = Math.floor(Date.now() / 1000);
    const { iat } = decodeJwt(await plain.proof(GOOD));
    expect(iat).toBeGreaterThanOrEqual(before);
    expect(iat).toBeLessThanOrEqual(Date.now() / 1000);
  });

  test('undefined options are as none', async () => {
    const options: DpopClientOptions = { algorithm: undefined, fetch: undefined, now: undefined };
    expect((await createDpopClient(options)).algorithm).toBe('ES256');
  });

  test.each(['HS256', 'none', 'es256', ''])('%s: is refused as an algorithm', async (algorithm) => {
    const creation = createDpopClient({ algorithm: algorithm as 'ES256' });
    await expect(creation).rejects.toBeInstanceOf(TypeError);
    await expect(creation).rejects.toThrow(/algorithm must be one of RS256, /);
  });

  test('gives each client a key of its own, and hands out copies of it', () => {
    expect(client.jkt).not.toBe(stranger.jkt);
    Object.assign(client.publicJwk, stranger.publicJwk);
    expect(client.publicJwk).not.toEqual(stranger.publicJwk);
    expect(client.privateKey).toMatchObject({ type: 'private', extractable: false });
  });
});

describe('proof (RFC 9449 section 4.2)', () => {
  test('by default has all that a resource server wants', async () => {
    const proof = await client.proof({ ...GOOD, nonce: 'n-0' });
    expect(decodeProtectedHeader(proof)).toEqual({
      typ: 'dpop+jwt',
      alg: 'ES256',
      jwk: client.publicJwk,
    });
    expect(decodeJwt(proof)).toEqual({
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      htm: 'POST',
      htu: 'https://api.test/orders',
      iat: NOW,
      ath: createHash('sha256').update(accessToken).digest('base64url'),
      nonce: 'n-0',
    });
    expect(await judge(proof)).toBe('good');
  });

  test('RFC 9449 section 7.1: computes ath as in the example', async () => {
    const example = 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU';
    const { ath } = decodeJwt(await client.proof({ ...GOOD, accessToken: example }));
    expect(ath).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo');
  });

  test('RFC 9449 section 5: without a token and a nonce, has neither claim', async () => {
    const proof = await client.proof({ method: 'POST', url: issuer.metadata.token_endpoint });
    expect(Object.keys(decodeJwt(proof)).sort()).toEqual(['htm', 'htu', 'iat', 'jti']);
  });

  test('gives each proof its own jti', async () => {
    const proofs = await Promise.all([client.proof(GOOD), client.proof(GOOD), client.proof(GOOD)]);
    expect(new Set(proofs.map((proof) => decodeJwt(proof).jti)).size).toBe(3);
  });

  const URLS: { id: string; url: string | URL; htu: string }[] = [
    { id: 'plain', url: 'https://api.test/a', htu: 'https://api.test/a' },
    { id: 'query', url: 'https://api.test/a?b=c#d', htu: 'https://api.test/a' },
    { id: 'fragment', url: 'https://api.test/a#b?c', htu: 'https://api.test/a' },
    { id: 'empty query', url: 'https://api.test/?', htu: 'https://api.test/' },
    { id: 'line break in the query', url: 'https://api.test/a?b\nc', htu: 'https://api.test/a' },
    { id: 'URL object', url: new URL('https://api.test/a?b'), htu: 'https://api.test/a' },
    {
      id: 'spelling kept',
      url: 'HTTPS://API.test:443/%7ea/..',
      htu: 'HTTPS://API.test:443/%7ea/..',
    },
    { id: 'no URL', url: 'orders', htu: 'orders' },
  ];
  test.each(URLS)('$id: htu is without query and fragment', async ({ url, htu }) => {
    expect(decodeJwt(await client.proof({ ...GOOD, url }))['htu']).toBe(htu);
  });
});

const secret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

interface WrongProof {
  id: string;
  options: Partial<DpopProofOptions>;
  header?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  reason: string;
}

const OVERRIDES: WrongProof[] = [
  { id: 'method', options: { method: 'GET' }, payload: { htm: 'GET' }, reason: 'htm_mismatch' },
  {
    id: 'url',
    options: { url: 'https://elsewhere.test/orders' },
    payload: { htu: 'https://elsewhere.test/orders' },
    reason: 'htu_mismatch',
  },
  {
    id: 'accessToken',
    options: { accessToken: 'another' },
    reason: 'ath_mismatch',
  },
  { id: 'nonce, not asked for', options: { nonce: 'x' }, payload: { nonce: 'x' }, reason: 'good' },
  {
    id: 'claims.htm',
    options: { claims: { htm: 'PUT' } },
    payload: { htm: 'PUT' },
    reason: 'htm_mismatch',
  },
  {
    id: 'claims.htu',
    options: { claims: { htu: 'https://api.test/orders/?x#y' } },
    payload: { htu: 'https://api.test/orders/?x#y' },
    reason: 'htu_mismatch',
  },
  {
    id: 'claims.jti of another type',
    options: { claims: { jti: 7 } },
    payload: { jti: 7 },
    reason: 'proof_invalid_claim',
  },
  {
    id: 'claims.iat, old',
    options: { claims: { iat: NOW - 400 } },
    payload: { iat: NOW - 400 },
    reason: 'proof_expired',
  },
  {
    id: 'claims.iat, ahead',
    options: { claims: { iat: NOW + 60 } },
    payload: { iat: NOW + 60 },
    reason: 'proof_not_yet_valid',
  },
  {
    id: 'claims.ath',
    options: { claims: { ath: 'x' } },
    payload: { ath: 'x' },
    reason: 'ath_mismatch',
  },
  {
    id: 'claims.nonce wins over nonce',
    options: { nonce: 'a', claims: { nonce: 'b' } },
    payload: { nonce: 'b' },
    reason: 'good',
  },
  {
    id: 'a claim of its own',
    options: { claims: { extra: [1] } },
    payload: { extra: [1] },
    reason: 'good',
  },
  {
    id: 'header.typ',
    options: { header: { typ: 'JWT' } },
    header: { typ: 'JWT' },
    reason: 'proof_type_mismatch',
  },
  {
    id: 'header.alg',
    options: { header: { alg: 'none' } },
    header: { alg: 'none' },
    reason: 'proof_algorithm_not_allowed',
  },
  {
    id: 'header.jwk of a stranger',
    options: { header: { jwk: stranger.publicJwk } },
    header: { jwk: stranger.publicJwk },
    reason: 'proof_bad_signature',
  },
  {
    id: 'header.crit',
    options: { header: { crit: ['x'] } },
    header: { crit: ['x'] },
    reason: 'proof_critical_header',
  },
  {
    id: 'key of a stranger',
    options: { key: stranger.privateKey },
    header: { alg: 'ES256', jwk: client.publicJwk },
    reason: 'proof_bad_signature',
  },
  {
    id: 'key and jwk of a stranger: a good proof by a thief',
    options: { key: stranger.privateKey, header: { jwk: stranger.publicJwk } },
    header: { jwk: stranger.publicJwk },
    reason: 'thumbprint_mismatch',
  },
  {
    id: 'HMAC key',
    options: { key: secret, header: { alg: 'HS256' } },
    header: { alg: 'HS256', jwk: client.publicJwk },
    reason: 'proof_algorithm_not_allowed',
  },
];

describe('overrides', () => {
  test.each(OVERRIDES)('$id: $reason', async ({ options, header, payload, reason }) => {
    const proof = await client.proof({ ...GOOD, ...options });
    expect(decodeProtectedHeader(proof)).toMatchObject(header ?? {});
    expect(decodeJwt(proof)).toMatchObject(payload ?? {});
    expect(await judge(proof)).toBe(reason);
  });

  test.each(['jti', 'htm', 'htu', 'iat', 'ath'])(
    'claim %s, undefined: is left out',
    async (claim) => {
      const proof = await client.proof({ ...GOOD, claims: { [claim]: undefined } });
      expect(decodeJwt(proof)).not.toHaveProperty(claim);
      expect(await judge(proof)).toBe('proof_missing_claim');
    },
  );

  test('claim nonce, undefined: is left out', async () => {
    const proof = await client.proof({ ...GOOD, nonce: 'n-0', claims: { nonce: undefined } });
    expect(decodeJwt(proof)).not.toHaveProperty('nonce');
  });

  test.each([
    { parameter: 'typ', reason: 'proof_type_mismatch' },
    { parameter: 'alg', reason: 'proof_algorithm_not_allowed' },
    { parameter: 'jwk', reason: 'proof_missing_key' },
  ])('header $parameter, undefined: is left out', async ({ parameter, reason }) => {
    const proof = await client.proof({ ...GOOD, header: { [parameter]: undefined } });
    const header: unknown = JSON.parse(
      Buffer.from(proof.split('.')[0] ?? '', 'base64url').toString(),
    );
    expect(header).not.toHaveProperty(parameter);
    expect(await judge(proof)).toBe(reason);
  });

  test('claims.jti: the same one twice is a replay', async () => {
    const claims = { jti: 'once' };
    expect(await judge(await client.proof({ ...GOOD, claims }))).toBe('good');
    expect(await judge(await client.proof({ ...GOOD, claims }))).toBe('replayed');
  });

  test('what no JSON holds is signed by issuer.sign with the client’s key', async () => {
    const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: client.publicJwk };
    const { iat: _, ...claims } = decodeJwt(await client.proof(GOOD));
    const payload = JSON.stringify(claims).replace('{', '{"iat":1e999,');
    const proof = await issuer.sign({ header, payload, key: client.privateKey });
    expect(await judge(proof)).toBe('proof_invalid_claim');
  });
});
