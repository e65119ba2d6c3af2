import { base64url, importJWK } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ApiClient, AuthErrorReason } from '../../src/index.ts';
import { expectAccepted } from './expectations.ts';
import type { ProofChanges } from './setting.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, ORDERS, proven } from './setting.ts';

const holder = await createHolder();
const stranger = await createHolder();
const token = await mintBound(holder);
const METHODS = [
  'verify',
  'importKey',
  'digest',
  'sign',
  'exportKey',
  'generateKey',
  'deriveBits',
  'deriveKey',
  'encrypt',
  'decrypt',
  'wrapKey',
  'unwrapKey',
] as const;

/** Counts the calls of WebCrypto within `action`; methods without a call are left out. */
async function cryptoCalls(action: () => Promise<unknown>): Promise<Record<string, number>> {
  const spies = METHODS.map((name) => ({ name, spy: vi.spyOn(crypto.subtle, name) }));
  await action();
  const counts = spies.map(({ name, spy }) => [name, spy.mock.calls.length] as const);
  vi.restoreAllMocks();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

afterEach(() => {
  vi.restoreAllMocks();
});

async function reasonOf(api: ApiClient, proof: string): Promise<string> {
  const result = await api.authenticate(proven(token, proof));
  return result.ok ? 'accepted' : result.error.reason;
}

const SETTINGS = [
  { id: 'by default', dpop: {} },
  { id: 'with nonces', dpop: { nonce: { secret: ['a', 'b'] } } },
  { id: 'without replay detection', dpop: { replay: false as const } },
];

describe('an accepted proof of a known client with a remembered token', () => {
  test.each(SETTINGS)('$id: costs one verification and no other crypto', async ({ dpop }) => {
    const api = createApi({ dpop });
    const first = await api.authenticate(proven(token, await makeProof(holder, token)));
    const nonce = first.ok ? undefined : first.response.headers['dpop-nonce'];
    const make = (): Promise<string> => makeProof(holder, token, { nonce });
    if (nonce !== undefined) await expectAccepted(api, proven(token, await make()));
    const proofs = await Promise.all(Array.from({ length: 5 }, make));
    for (const proof of proofs) {
      const calls = await cryptoCalls(() => expectAccepted(api, proven(token, proof)));
      expect(calls).toEqual({ verify: 1 });
    }
    const refused = await cryptoCalls(() => reasonOf(api, proofs[0] ?? ''));
    expect(refused).toEqual({ verify: 1 });
  });

  test.each([
    ['a long one', 'x'.repeat(9000)],
    ['a repeated one', ['x', 'x']],
    ['a malformed one', 'x'],
    ['none', []],
  ])('$0 costs nothing at all', async (_id, proof) => {
    const api = createApi();
    await expectAccepted(api, proven(token, await makeProof(holder, token)));
    const request = proven(token, proof);
    expect(
      await cryptoCalls(async () => expect((await api.authenticate(request)).ok).toBe(false)),
    ).toEqual({});
  });

  test('a second token of a known client: its signature and its hash, no import', async () => {
    const api = createApi();
    await expectAccepted(api, proven(token, await makeProof(holder, token)));
    const second = await mintBound(holder);
    const request = proven(second, await makeProof(holder, second));
    const calls = await cryptoCalls(() => expectAccepted(api, request));
    expect(calls).toEqual({ verify: 2, digest: 1 });
  });
});

describe('the cache of keys', () => {
  test('another header of the same key is checked by itself', async () => {
    const api = createApi();
    await expectAccepted(api, proven(token, await makeProof(holder, token)));
    const HEADERS: [ProofChanges['header'], AuthErrorReason][] = [
      [{ typ: 'JWT' }, 'proof_type_mismatch'],
      [{ crit: [] }, 'proof_critical_header'],
      [{ alg: 'ES384' }, 'proof_algorithm_not_allowed'],
      [{ jwk: { ...holder.publicJwk, use: 'enc' } }, 'proof_unsuitable_key'],
      [{ jwk: { ...holder.publicJwk, d: 'x' } }, 'proof_private_key'],
    ];
    for (const [header, reason] of HEADERS) {
      expect(await reasonOf(api, await makeProof(holder, token, { header }))).toBe(reason);
    }
  });

  test('a known header does not vouch for the signature of another key', async () => {
    const api = createApi();
    await expectAccepted(api, proven(token, await makeProof(holder, token)));
    const forged = await makeProof(holder, token, { key: stranger.privateKey });
    expect(await reasonOf(api, forged)).toBe('proof_bad_signature');
    expect(await reasonOf(api, await makeProof(holder, token))).toBe('accepted');
  });

  test('a known hash does not vouch for another token', async () => {
    const api = createApi();
    const second = await mintBound(holder);
    for (const one of [token, second]) {
      await expectAccepted(api, proven(one, await makeProof(holder, one)));
    }
    expect(await reasonOf(api, await makeProof(holder, second))).toBe('ath_mismatch');
  });

  const REFUSED: { reason: AuthErrorReason; changes: ProofChanges; by?: typeof stranger }[] = [
    { reason: 'proof_bad_signature', changes: { key: stranger.privateKey } },
    { reason: 'htm_mismatch', changes: { method: 'POST' } },
    { reason: 'htu_mismatch', changes: { url: `${ORDERS}/1` } },
    { reason: 'proof_expired', changes: { claims: { iat: NOW - 301 } } },
    { reason: 'ath_mismatch', changes: { claims: { ath: 'x' } } },
    { reason: 'thumbprint_mismatch', changes: {}, by: stranger },
  ];
  test.each(REFUSED)('a key is not remembered for a proof refused as $reason', async (row) => {
    const { reason, changes, by = holder } = row;
    const api = createApi();
    await api.verifyAccessToken(token);
    const first = await makeProof(by, token, changes);
    const second = await makeProof(by, token, changes);
    expect(await reasonOf(api, first)).toBe(reason);
    const calls = await cryptoCalls(() => reasonOf(api, second));
    expect(calls).toMatchObject({ importKey: 1 });
  });

  test('holds 5,000 clients, and forgets the one that was not heard of for longest', async () => {
    const api = createApi();
    // Keys and signatures are not the subject, and 5,000 of them would take their time.
    const key = (await importJWK(holder.publicJwk, 'ES256')) as CryptoKey;
    vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(true);
    const importKey = vi.spyOn(crypto.subtle, 'importKey').mockResolvedValue(key);
    const [, payload, signature] = (await makeProof(holder, token)).split('.');
    const importsOf = async (client: number): Promise<number> => {
      importKey.mockClear();
      // The header alone makes the entry, so one key can stand for many clients.
      const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: holder.publicJwk, kid: String(client) };
      const proof = `${base64url.encode(JSON.stringify(header))}.${payload}.${signature}`;
      const input = { proof, accessToken: token, method: 'GET', url: ORDERS, jkt: holder.jkt };
      await api.verifyDpopProof(input);
      return importKey.mock.calls.length;
    };
    for (let client = 0; client < 5000; client++) await importsOf(client);
    expect(await importsOf(0)).toBe(0);
    expect(await importsOf(5000)).toBe(1);
    expect(await importsOf(0)).toBe(0);
    expect(await importsOf(5000)).toBe(0);
    expect(await importsOf(1)).toBe(1);
  }, 30_000);
});
