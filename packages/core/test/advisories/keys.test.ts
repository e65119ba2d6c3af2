import { createTestIssuer } from '@holdfast/auth-testing';
import type { CryptoKey, JWK } from 'jose';
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import type { SignatureAlgorithm } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import type { ExpectedRefusal } from '../protected-api.ts';
import {
  AUDIENCE,
  createClock,
  createNetwork,
  expectAccepted,
  expectRefused,
  withToken,
} from '../protected-api.ts';
import { goodClaims } from './forge.ts';

const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const claims = goodClaims(issuer.issuer);

interface Pair {
  readonly jwk: JWK;
  readonly key: CryptoKey;
}

async function pair(algorithm: SignatureAlgorithm): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { jwk: await exportJWK(publicKey), key: privateKey };
}

async function rsaPair(modulusLength: number, name: string): Promise<Pair> {
  const algorithm = {
    name,
    modulusLength,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
  return { jwk: { kty, n, e } as JWK, key: privateKey };
}

const rsa = await rsaPair(2048, 'RSASSA-PKCS1-v1_5');
const pss = await rsaPair(2048, 'RSA-PSS');
const rsa1024 = await rsaPair(1024, 'RSASSA-PKCS1-v1_5');
const pss1024 = await rsaPair(1024, 'RSA-PSS');
const rsa2040 = await rsaPair(2040, 'RSASSA-PKCS1-v1_5');
const p256 = await pair('ES256');
const p384 = await pair('ES384');
const p521 = await pair('ES512');
const ed25519 = await pair('Ed25519');

function clientOf(...keys: readonly JWK[]): ApiClient {
  return new ApiClient({
    issuer: { issuer: issuer.issuer, jwksUri: issuer.jwksUri },
    audience: AUDIENCE,
    now,
    fetch: async () => Response.json({ keys }),
  });
}

const UNSUITABLE: ExpectedRefusal = { status: 401, reason: 'unsuitable_key' };
const WEAK: ExpectedRefusal = { status: 401, reason: 'weak_key' };
const BAD_SIGNATURE: ExpectedRefusal = { status: 401, reason: 'bad_signature' };

interface Mismatch {
  readonly id: string;
  readonly title: string;
  readonly pair: Pair;
  readonly alg: string;
  readonly members?: object;
  readonly expected: ExpectedRefusal;
}

const MISMATCHES: readonly Mismatch[] = [
  {
    id: 'CVE-2022-23539',
    title: 'RS256 with an EC key',
    pair: p256,
    alg: 'RS256',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES256 with an RSA key',
    pair: rsa,
    alg: 'ES256',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES256 with a P-384 key',
    pair: p384,
    alg: 'ES256',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES256 with a P-521 key',
    pair: p521,
    alg: 'ES256',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES384 with a P-256 key',
    pair: p256,
    alg: 'ES384',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES512 with a P-384 key',
    pair: p384,
    alg: 'ES512',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'ES256 with an Ed25519 key',
    pair: ed25519,
    alg: 'ES256',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'EdDSA with an EC key',
    pair: p256,
    alg: 'EdDSA',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'Ed25519 with an RSA key',
    pair: rsa,
    alg: 'Ed25519',
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'PS256 over a PKCS #1 signature',
    pair: rsa,
    alg: 'PS256',
    expected: BAD_SIGNATURE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'RS256 over a PSS signature',
    pair: pss,
    alg: 'RS256',
    expected: BAD_SIGNATURE,
  },
  {
    id: 'CVE-2022-23539',
    title: 'RS512 over a signature with SHA-256',
    pair: rsa,
    alg: 'RS512',
    expected: BAD_SIGNATURE,
  },
  {
    id: 'CVE-2026-22817',
    title: 'PS256 with a key meant for RS256',
    pair: pss,
    alg: 'PS256',
    members: { alg: 'RS256' },
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2026-22817',
    title: 'RS512 with a key meant for RS256',
    pair: rsa,
    alg: 'RS512',
    members: { alg: 'RS256' },
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2026-22818',
    title: 'a key meant for HS256',
    pair: rsa,
    alg: 'RS256',
    members: { alg: 'HS256' },
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2026-22818',
    title: 'a key whose alg is a list',
    pair: rsa,
    alg: 'RS256',
    members: { alg: ['RS256'] },
    expected: UNSUITABLE,
  },
  {
    id: 'RFC 7517 4.2',
    title: 'a key for encryption',
    pair: rsa,
    alg: 'RS256',
    members: { use: 'enc' },
    expected: UNSUITABLE,
  },
  {
    id: 'RFC 7517 4.3',
    title: 'a key for signing alone',
    pair: rsa,
    alg: 'RS256',
    members: { key_ops: ['sign'] },
    expected: UNSUITABLE,
  },
  {
    id: 'RFC 7517 4.3',
    title: 'a key for nothing',
    pair: rsa,
    alg: 'RS256',
    members: { key_ops: [] },
    expected: UNSUITABLE,
  },
  {
    id: 'CVE-2025-45767',
    title: 'RS256 with 1024 bits',
    pair: rsa1024,
    alg: 'RS256',
    expected: WEAK,
  },
  {
    id: 'CVE-2025-45767',
    title: 'RS256 with 2040 bits',
    pair: rsa2040,
    alg: 'RS256',
    expected: WEAK,
  },
  {
    id: 'CVE-2025-45767',
    title: 'PS256 with 1024 bits',
    pair: pss1024,
    alg: 'PS256',
    expected: WEAK,
  },
  {
    id: 'CVE-2022-23539',
    title: 'RS256 with 1024 bits and a good alg',
    pair: rsa1024,
    alg: 'RS256',
    members: { alg: 'RS256' },
    expected: WEAK,
  },
];

describe('algorithm against key', () => {
  test.each(MISMATCHES)('$id: $title is refused', async ({ pair: { jwk, key }, ...row }) => {
    const api = clientOf({ ...jwk, kid: 'k', ...row.members });
    const token = await issuer.sign({ header: { alg: row.alg, kid: 'k' }, payload: claims, key });
    const error = await expectRefused(api, withToken(token), row.expected);
    expect(error.details).toEqual({ alg: row.alg, kid: 'k' });
  });

  test.each([
    { alg: 'RS256', pair: rsa },
    { alg: 'PS256', pair: pss },
    { alg: 'ES256', pair: p256 },
    { alg: 'ES384', pair: p384 },
    { alg: 'ES512', pair: p521 },
    { alg: 'EdDSA', pair: ed25519 },
    { alg: 'Ed25519', pair: ed25519 },
  ])(
    'CVE-2026-22817: $alg with a fitting key without `alg` passes',
    async ({ alg, pair: used }) => {
      const { jwk, key } = used;
      const token = await issuer.sign({ header: { alg, kid: 'k' }, payload: claims, key });
      await expectAccepted(clientOf({ ...jwk, kid: 'k' }), token);
    },
  );

  test('CVE-2022-23539: a DSA, oct or unknown key in a published set is not used', async () => {
    const api = new ApiClient({
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: issuer.fetch,
      now,
    });
    const kid = 'odd';
    const keys = [
      { kty: 'DSA', kid },
      { kty: 'oct', kid, k: '' },
      { kty: 'oct', kid, k: 'AAAA', alg: 'ES256' },
      { kty: 'constructor', kid },
      { kty: ['EC'], kid },
      { ...p256.jwk, kid: 7 },
      { ...p256.jwk, kid, key_ops: 'verify' },
      null,
      'key',
      [],
    ];
    issuer.respond(issuer.jwksUri, () => Response.json({ keys }));
    const token = await issuer.mint({ header: { kid } });
    await expectRefused(api, withToken(token), { status: 401, reason: 'unknown_key' });
    issuer.respond(issuer.jwksUri, null);
  });
});

const UNIMPORTABLE: { id: string; title: string; jwk: JWK }[] = [
  {
    id: 'a point that is not on the curve',
    title: 'P-256',
    jwk: { ...p256.jwk, y: p256.jwk.x ?? '' },
  },
  { id: 'coordinates of another length', title: 'P-256', jwk: { ...p256.jwk, x: 'AAAA' } },
  {
    id: 'a coordinate that is missing',
    title: 'P-256',
    jwk: { kty: 'EC', crv: 'P-256', x: p256.jwk.x ?? '' },
  },
];

describe('keys that the issuer publishes broken', () => {
  test.each(UNIMPORTABLE)('$title, $id: 503, the token may be good', async ({ jwk }) => {
    const token = await issuer.sign({
      header: { alg: 'ES256', kid: 'k' },
      payload: claims,
      key: p256.key,
    });
    await expectRefused(clientOf({ ...jwk, kid: 'k' }), withToken(token), {
      status: 503,
      reason: 'keys_invalid',
    });
  });
});

describe('CVE-2026-27962: keys that the token brings along', async () => {
  const attacker = await createTestIssuer({
    issuer: 'https://evil.test/',
    algorithm: 'ES256',
    now,
  });
  const own = attacker.jwks.keys[0];
  const HEADERS: { title: string; header: object }[] = [
    { title: 'jwk', header: { jwk: own } },
    { title: 'jwk and its kid', header: { jwk: own, kid: attacker.kid } },
    { title: 'jwk without kid', header: { jwk: own, kid: undefined } },
    { title: 'jwk that is private', header: { jwk: { ...own, d: 'AAAA' } } },
    { title: 'jku', header: { jku: attacker.jwksUri } },
    { title: 'jku and its kid', header: { jku: attacker.jwksUri, kid: attacker.kid } },
    { title: 'jku to a file', header: { jku: 'file:///etc/passwd' } },
    { title: 'jku to the cloud', header: { jku: 'http://169.254.169.254/latest' } },
    { title: 'x5u', header: { x5u: 'https://evil.test/chain.pem' } },
    { title: 'x5c', header: { x5c: ['MIIB'] } },
    { title: 'x5c that is no list', header: { x5c: 7 } },
    { title: 'x5t', header: { x5t: 'AAAA', 'x5t#S256': 'AAAA' } },
    {
      title: 'all of them',
      header: { jwk: own, jku: attacker.jwksUri, x5u: 'https://evil.test/', x5c: [] },
    },
  ];

  test.each(HEADERS)(
    '$title with a forged signature: refused, nobody else asked',
    async ({ header }) => {
      const network = createNetwork(issuer, attacker);
      const api = new ApiClient({
        issuer: issuer.issuer,
        audience: AUDIENCE,
        fetch: network.fetch,
        now,
      });
      const full = { alg: 'ES256', typ: 'at+jwt', kid: issuer.kid, ...header };
      const token = await attacker.sign({ header: full, payload: claims });
      const reason = full.kid === attacker.kid ? 'unknown_key' : 'bad_signature';
      await expectRefused(api, withToken(token), { status: 401, reason });
      expect(network.urls.filter((url) => !url.startsWith(issuer.issuer))).toEqual([]);
    },
  );

  test.each(HEADERS)('$title with a good signature: ignored', async ({ header }) => {
    const network = createNetwork(issuer, attacker);
    const api = new ApiClient({
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: network.fetch,
      now,
    });
    await expectAccepted(api, await issuer.mint({ header: { ...header, kid: issuer.kid } }));
    expect(network.urls.filter((url) => !url.startsWith(issuer.issuer))).toEqual([]);
  });
});

describe('tokens without a kid', () => {
  test('the sole suitable key is used', async () => {
    const api = clientOf({ ...rsa.jwk, kid: 'r' }, { ...p256.jwk, kid: 'e' });
    const token = await issuer.sign({ header: { alg: 'ES256' }, payload: claims, key: p256.key });
    await expectAccepted(api, token);
  });

  test('CVE-2026-44351: of two suitable keys none is guessed', async () => {
    const other = await pair('ES256');
    const api = clientOf({ ...p256.jwk, kid: 'a' }, { ...other.jwk, kid: 'b' });
    const token = await issuer.sign({ header: { alg: 'ES256' }, payload: claims, key: p256.key });
    await expectRefused(api, withToken(token), { status: 401, reason: 'ambiguous_key' });
  });

  test('CVE-2026-44351: an empty kid is a kid', async () => {
    const api = clientOf({ ...p256.jwk, kid: 'a' });
    const header = { alg: 'ES256', kid: '' };
    const token = await issuer.sign({ header, payload: claims, key: p256.key });
    await expectRefused(api, withToken(token), { status: 401, reason: 'unknown_key' });
  });
});
