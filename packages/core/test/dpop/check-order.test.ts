import { describe, expect, test, vi } from 'vitest';
import type { AuthErrorReason, ReplayStore, ResourceRequest } from '../../src/index.ts';
import { expectAccepted } from './expectations.ts';
import type { ProofChanges } from './setting.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, proven } from './setting.ts';

const holder = await createHolder();
const stranger = await createHolder();
const good = await mintBound(holder);
const expired = await mintBound(holder, { exp: NOW - 60 });
const foreign = await mintBound(stranger);
const dpop = { nonce: { secret: 'order' } };

/** What is wrong with a request besides a proof that lacks nothing. */
interface Defect {
  readonly reason: AuthErrorReason;
  readonly token?: string;
  readonly header?: ProofChanges['header'];
  readonly claims?: ProofChanges['claims'];
  readonly change?: (proof: string) => string | string[];
}

// In the order that is promised: the token, then the checks of RFC 9449 section 4.3, then
// the binding. The nonce comes after htu and before iat.
const DEFECTS: readonly Defect[] = [
  { reason: 'expired', token: expired },
  { reason: 'repeated_proof', change: (proof) => [proof, proof] },
  { reason: 'malformed_proof', change: (proof) => proof.slice(0, proof.lastIndexOf('.')) },
  { reason: 'proof_missing_claim', claims: { jti: undefined } },
  { reason: 'proof_type_mismatch', header: { typ: 'JWT' } },
  { reason: 'proof_algorithm_not_allowed', header: { alg: 'RS256' } },
  { reason: 'proof_missing_key', header: { jwk: undefined } },
  { reason: 'proof_bad_signature', change: (proof) => `${proof.slice(0, -9)}AAAAAAAAA` },
  { reason: 'htm_mismatch', claims: { htm: 'POST' } },
  { reason: 'htu_mismatch', claims: { htu: 'https://evil.test/' } },
  { reason: 'missing_nonce', claims: { nonce: undefined } },
  { reason: 'proof_expired', claims: { iat: NOW - 1000 } },
  { reason: 'ath_mismatch', claims: { ath: 'x' } },
  { reason: 'thumbprint_mismatch', token: foreign },
];

async function currentNonce(): Promise<string> {
  const request = proven(good, await makeProof(holder, good));
  const result = await createApi({ dpop }).authenticate(request);
  return (result.ok ? {} : result.response.headers)['dpop-nonce'] ?? '';
}

const nonce = await currentNonce();

async function requestWith(...defects: readonly Defect[]): Promise<ResourceRequest> {
  const token = defects.map((defect) => defect.token).find((value) => value !== undefined) ?? good;
  const proof = await makeProof(holder, token, {
    header: Object.assign({}, ...defects.map(({ header }) => header)),
    claims: Object.assign({ nonce }, ...defects.map(({ claims }) => claims)),
  });
  const sent = defects.reduce<string | string[]>(
    (value, { change }) => (change && typeof value === 'string' ? change(value) : value),
    proof,
  );
  return proven(token, sent);
}

function createStore() {
  return { add: vi.fn<ReplayStore['add']>(() => true) };
}

const pairs = DEFECTS.flatMap((first, index) =>
  DEFECTS.slice(index + 1)
    // A token cannot be of two kinds, nor a proof repeated and cut.
    .filter((second) => !(first.token && second.token) && !(first.change && second.change))
    .map((second) => ({ first, second })),
);

describe('the checks, in their order', () => {
  test('nothing wrong: accepted, and recorded once', async () => {
    const store = createStore();
    await expectAccepted(createApi({ dpop: { ...dpop, replay: store } }), await requestWith());
    expect(store.add).toHaveBeenCalledTimes(1);
  });

  test.each(DEFECTS)('$reason alone: refused, and not recorded as used', async (defect) => {
    const store = createStore();
    const api = createApi({ dpop: { ...dpop, replay: store } });
    const result = await api.authenticate(await requestWith(defect));
    expect(result.ok || result.error.reason).toBe(defect.reason);
    expect(store.add).not.toHaveBeenCalled();
  });

  test.each(pairs)('$first.reason goes before $second.reason', async ({ first, second }) => {
    const api = createApi({ dpop });
    const result = await api.authenticate(await requestWith(first, second));
    expect(result.ok || result.error.reason).toBe(first.reason);
  });

  test.each(DEFECTS.slice(1))('$reason goes before replayed', async (defect) => {
    const api = createApi({ dpop: { ...dpop, replay: { add: () => false } } });
    const result = await api.authenticate(await requestWith(defect));
    expect(result.ok || result.error.reason).toBe(defect.reason);
  });
});
