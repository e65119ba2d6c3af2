import { createTestIssuer } from '@holdfast/auth-testing';
import { exportSPKI, importJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';
import type { ExpectedRefusal } from '../protected-api.ts';
import {
  AUDIENCE,
  createClock,
  expectAccepted,
  expectRefused,
  withToken,
} from '../protected-api.ts';
import { goodClaims, hmacToken, unsigned } from './forge.ts';

const { now } = createClock();
const issuer = await createTestIssuer({ algorithm: 'RS256', now });
const [jwk] = issuer.jwks.keys;
if (jwk === undefined) throw new Error('The issuer publishes a key.');
const publicKey = await importJWK(jwk, 'RS256', { extractable: true });
if (publicKey instanceof Uint8Array) throw new Error('The key is a public one.');
const pem = await exportSPKI(publicKey);
const kid = issuer.kid;
const claims = goodClaims(issuer.issuer);

function client(options: Partial<ApiClientOptions> = {}): ApiClient {
  return new ApiClient({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    fetch: issuer.fetch,
    now,
    ...options,
  } as ApiClientOptions);
}

const NOT_ALLOWED: ExpectedRefusal = { status: 401, reason: 'algorithm_not_allowed' };
const MALFORMED: ExpectedRefusal = { status: 401, reason: 'malformed_token' };

const label = (name: string): string => pem.replaceAll('PUBLIC KEY', name);
const SECRETS: { id: string; title: string; secret: string | Uint8Array; alg?: string }[] = [
  { id: 'CVE-2015-9235', title: 'the public key as PEM', secret: pem },
  { id: 'CVE-2022-23541', title: 'the public key as PEM, HS384', secret: pem, alg: 'HS384' },
  { id: 'CVE-2022-23541', title: 'the public key as PEM, HS512', secret: pem, alg: 'HS512' },
  { id: 'CVE-2023-48223', title: 'PEM labelled RSA PUBLIC KEY', secret: label('RSA PUBLIC KEY') },
  { id: 'CVE-2023-48223', title: 'PEM labelled CERTIFICATE', secret: label('CERTIFICATE') },
  { id: 'CVE-2023-48223', title: 'PEM labelled EC PUBLIC KEY', secret: label('EC PUBLIC KEY') },
  { id: 'CVE-2026-34950', title: 'PEM behind a space', secret: ` ${pem}` },
  { id: 'CVE-2026-34950', title: 'PEM behind a newline', secret: `\n${pem}` },
  { id: 'CVE-2026-34950', title: 'PEM behind a tab and a CRLF', secret: `\t\r\n${pem}` },
  { id: 'CVE-2026-34950', title: 'PEM behind a byte order mark', secret: `\ufeff${pem}` },
  { id: 'CVE-2026-34950', title: 'PEM without its last newline', secret: pem.trim() },
  { id: 'GHSA-g3jj-5cmm-3hxx', title: 'the JWK as text', secret: JSON.stringify(jwk) },
  { id: 'GHSA-g3jj-5cmm-3hxx', title: 'the JWKS as text', secret: JSON.stringify(issuer.jwks) },
  { id: 'CVE-2026-45363', title: 'an empty secret', secret: '' },
  { id: 'CVE-2026-44351', title: 'a secret of no octets', secret: new Uint8Array(0) },
  { id: 'libjwt advisory-database#7741', title: 'one zero octet', secret: new Uint8Array(1) },
  { id: 'CVE-2025-65945', title: 'the kid', secret: kid },
  { id: 'CVE-2026-22817', title: 'the modulus', secret: String(jwk.n) },
];

describe('HMAC under a public key', () => {
  test.each(SECRETS)(
    '$id: $title as the secret is refused without asking for keys',
    async (row) => {
      const api = client();
      const before = issuer.requests.length;
      const token = hmacToken({ alg: row.alg ?? 'HS256', kid }, claims, row.secret);
      await expectRefused(api, withToken(token), NOT_ALLOWED);
      expect(issuer.requests.length).toBe(before);
    },
  );

  test('CVE-2026-44351: an unknown kid brings no empty secret into play', async () => {
    const token = hmacToken({ alg: 'HS256', kid: 'nobody' }, claims, '');
    await expectRefused(client(), withToken(token), NOT_ALLOWED);
  });

  test('CVE-2026-22818: a key without `alg` does not let the header choose HMAC', async () => {
    const { alg: _, ...anyAlgorithm } = jwk;
    const api = client({
      issuer: { issuer: issuer.issuer, jwks: { keys: [anyAlgorithm] } },
    });
    await expectRefused(api, withToken(hmacToken({ alg: 'HS256', kid }, claims, pem)), NOT_ALLOWED);
    await expectAccepted(api, await issuer.mint());
  });
});

const NONE = ['none', 'None', 'NONE', 'nOnE', 'none ', ' none', 'none\u0000', 'non\u0435', ''];

describe('CVE-2022-23540: unsigned tokens', () => {
  test.each(NONE)('alg %j with an empty signature is refused', async (alg) => {
    await expectRefused(client(), withToken(`${unsigned({ alg }, claims)}.`), MALFORMED);
  });

  test.each(NONE)('alg %j with a signature, even a good one, is refused', async (alg) => {
    const good = await issuer.sign({ header: { alg, kid }, payload: claims });
    await expectRefused(client(), withToken(good), NOT_ALLOWED);
    await expectRefused(client(), withToken(`${unsigned({ alg }, claims)}.AA`), NOT_ALLOWED);
  });

  test('two parts alone are refused', async () => {
    await expectRefused(client(), withToken(unsigned({ alg: 'none' }, claims)), MALFORMED);
  });

  test('CVE-2026-107720: a good header and payload without the signature are refused', async () => {
    const token = await issuer.mint();
    const bare = token.slice(0, token.lastIndexOf('.') + 1);
    await expectRefused(client(), withToken(bare), MALFORMED);
  });
});

const ODD_ALGORITHMS: { title: string; alg: unknown }[] = [
  { title: 'absent', alg: undefined },
  { title: 'null', alg: null },
  { title: 'a number', alg: 256 },
  { title: 'a list with a good one', alg: ['RS256'] },
  { title: 'a list with a good one and none', alg: ['none', 'RS256'] },
  { title: 'an object', alg: { name: 'RS256' } },
  { title: 'in lower case', alg: 'rs256' },
  { title: 'with a trailing space', alg: 'RS256 ' },
  { title: 'RS1', alg: 'RS1' },
  { title: 'ES256K', alg: 'ES256K' },
  { title: 'RSA-OAEP', alg: 'RSA-OAEP' },
  { title: 'A128KW', alg: 'A128KW' },
  { title: 'a name of Object.prototype', alg: 'constructor' },
  { title: '__proto__', alg: '__proto__' },
  { title: 'toString', alg: 'toString' },
];

describe('CVE-2022-23539, CVE-2026-22817: algorithms that are not on the list', () => {
  test.each(ODD_ALGORITHMS)('alg $title is refused', async ({ alg }) => {
    const token = await issuer.sign({ header: { alg, kid }, payload: claims });
    await expectRefused(client(), withToken(token), NOT_ALLOWED);
  });

  test('CVE-2020-15084: without `algorithms` the default is asymmetric alone', async () => {
    await expectAccepted(client(), await issuer.mint());
    for (const alg of ['HS256', 'HS384', 'HS512']) {
      await expectRefused(client(), withToken(hmacToken({ alg, kid }, claims, pem)), NOT_ALLOWED);
    }
  });

  test('CVE-2020-15084: `algorithms` narrows, whatever the key could do', async () => {
    const api = client({ algorithms: ['ES256', 'PS256'] });
    await expectRefused(api, withToken(await issuer.mint()), NOT_ALLOWED);
  });

  test.each(['none', 'nOnE', 'HS256', 'HS384', 'HS512', 'hs256'])(
    'CVE-2020-15084: `algorithms` cannot hold %s',
    (alg) => {
      expect(() => client({ algorithms: [alg as 'RS256'] })).toThrow(ConfigurationError);
    },
  );
});

const NOT_KEYS: { id: string; title: string; jwks: unknown }[] = [
  { id: 'CVE-2022-23529', title: 'an object with toString', jwks: { toString: () => pem } },
  { id: 'GHSA-g3jj-5cmm-3hxx', title: 'a JWKS as text', jwks: JSON.stringify(issuer.jwks) },
  { id: 'GHSA-g3jj-5cmm-3hxx', title: 'a JWK as text', jwks: { keys: [JSON.stringify(jwk)] } },
  { id: 'CVE-2023-48223', title: 'PEM', jwks: pem },
  { id: 'CVE-2026-107720', title: 'an empty string', jwks: '' },
  { id: 'CVE-2026-107720', title: 'null', jwks: null },
  { id: 'CVE-2026-107720', title: 'a null key', jwks: { keys: [null] } },
  { id: 'CVE-2026-107720', title: 'no key', jwks: { keys: [] } },
  { id: 'CVE-2026-44351', title: 'a secret key', jwks: { keys: [{ kty: 'oct', k: '' }] } },
  { id: 'CVE-2026-44351', title: 'a secret in an RSA key', jwks: { keys: [{ ...jwk, k: 'AA' }] } },
];

describe('keys in the options', () => {
  test.each(NOT_KEYS)('$id: $title stops the start', ({ jwks }) => {
    expect(() => client({ issuer: { issuer: issuer.issuer, jwks: jwks as never } })).toThrow(
      ConfigurationError,
    );
  });

  test('CVE-2022-23529: nothing of an odd key is called', () => {
    let calls = 0;
    const count = (): string => String(++calls);
    const jwks = { keys: [{ kty: 'oct', toString: count, valueOf: count, toJSON: count }] };
    expect(() => client({ issuer: { issuer: issuer.issuer, jwks: jwks as never } })).toThrow(
      ConfigurationError,
    );
    expect(calls).toBe(0);
  });
});
