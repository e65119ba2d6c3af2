import { describe, expect, test, vi } from 'vitest';
import type { AuthErrorReason, ProofInput, ReplayStore } from '../../src/index.ts';
import { expectAccepted } from './expectations.ts';
import type { ProofChanges } from './setting.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, ORDERS, proven } from './setting.ts';

const holder = await createHolder();
const stranger = await createHolder();
const token = await mintBound(holder);

async function input(
  changes: ProofChanges = {},
  given: Partial<ProofInput> = {},
): Promise<ProofInput> {
  const proof = await makeProof(holder, token, changes);
  return { proof, accessToken: token, method: 'GET', url: ORDERS, ...given };
}

describe('verifyDpopProof', () => {
  const claims = { jti: 'a jti' };
  test.each([undefined, holder.jkt])('a good proof, jkt %s: its info', async (jkt) => {
    const info = await createApi().verifyDpopProof(await input({ claims }, { jkt }));
    expect(info).toEqual({ jkt: holder.jkt, jti: 'a jti', iat: NOW });
  });

  test.each(['', stranger.jkt, holder.jkt.toLowerCase()])(
    'another jkt %s: refused',
    async (jkt) => {
      await expect(createApi().verifyDpopProof(await input({}, { jkt }))).rejects.toMatchObject({
        name: 'VerifyAccessTokenError',
        reason: 'thumbprint_mismatch',
        details: { expected: jkt, received: holder.jkt },
      });
    },
  );

  test.each(['opaque', 'é€', ''])(
    'the token %j is not judged: any text has a hash',
    async (accessToken) => {
      const proof = await makeProof(stranger, accessToken);
      const given = { proof, accessToken };
      const info = await createApi().verifyDpopProof(await input({}, given));
      expect(info.jkt).toBe(stranger.jkt);
    },
  );

  test('does not look for replays, and uses nothing up', async () => {
    const add = vi.fn<ReplayStore['add']>(() => true);
    const api = createApi({ dpop: { replay: { add } } });
    const given = await input();
    await api.verifyDpopProof(given);
    await api.verifyDpopProof(given);
    expect(add).not.toHaveBeenCalled();
    await expectAccepted(api, proven(token, given.proof));
  });

  test('does not hash a token again that has passed', async () => {
    const api = createApi();
    await expectAccepted(api, proven(token, await makeProof(holder, token)));
    const given = await input();
    const digest = vi.spyOn(crypto.subtle, 'digest');
    await api.verifyDpopProof(given);
    expect(digest).not.toHaveBeenCalled();
    digest.mockRestore();
  });

  test('takes the URL as given, whatever publicUrl says', async () => {
    const api = createApi({ publicUrl: 'https://public.test/v2' });
    await api.verifyDpopProof(await input());
    const other = await input({ claims: { htu: 'https://public.test/v2/orders' } });
    await expect(api.verifyDpopProof(other)).rejects.toMatchObject({ reason: 'htu_mismatch' });
  });

  test.each(['allowed', 'required', 'disabled'] as const)('mode %s: the same', async (mode) => {
    await createApi({ dpop: { mode } }).verifyDpopProof(await input());
  });

  test('asks for a nonce where the client does', async () => {
    const api = createApi({ dpop: { nonce: { secret: 's' } } });
    const refused: unknown = await api.verifyDpopProof(await input()).catch((error) => error);
    expect(refused).toMatchObject({ name: 'UseDpopNonceError', reason: 'missing_nonce' });
    const { nonce } = refused as { nonce: string };
    await api.verifyDpopProof(await input({ nonce }));
  });

  const REFUSED: [AuthErrorReason, ProofChanges, Partial<ProofInput>][] = [
    ['malformed_proof', {}, { proof: '' }],
    ['malformed_proof', {}, { proof: 'x.y.z' }],
    ['proof_too_large', {}, { proof: 'x'.repeat(8193) }],
    ['repeated_proof', {}, { proof: 'x, y' }],
    ['proof_missing_claim', { claims: { jti: undefined } }, {}],
    ['proof_type_mismatch', { header: { typ: 'JWT' } }, {}],
    ['proof_bad_signature', { key: stranger.privateKey }, {}],
    ['htm_mismatch', {}, { method: 'POST' }],
    ['htu_mismatch', {}, { url: 'https://evil.test/orders' }],
    ['htu_mismatch', {}, { url: '/orders' }],
    ['htu_mismatch', {}, { url: '' }],
    ['proof_expired', { claims: { iat: NOW - 301 } }, {}],
    ['ath_mismatch', {}, { accessToken: 'another' }],
    ['ath_mismatch', {}, { accessToken: '' }],
    ['malformed_proof', {}, { proof: null as never }],
    ['malformed_proof', {}, { proof: undefined as never }],
    ['malformed_proof', {}, { proof: 5 as never }],
    ['malformed_proof', {}, { proof: ['x.y.z'] as never }],
    ['htm_mismatch', {}, { method: undefined as never }],
    ['htm_mismatch', {}, { method: null as never }],
    ['htu_mismatch', {}, { url: undefined as never }],
    ['htu_mismatch', {}, { url: null as never }],
    ['htu_mismatch', {}, { url: new URL('https://api.test/orders') as never }],
    ['ath_mismatch', {}, { accessToken: undefined as never }],
    ['ath_mismatch', {}, { accessToken: 5 as never }],
    ['ath_mismatch', {}, { accessToken: 'é' }],
  ];
  test.each(REFUSED)('%s: rejects', async (reason, changes, given) => {
    await expect(createApi().verifyDpopProof(await input(changes, given))).rejects.toMatchObject({
      name: 'InvalidDpopProofError',
      statusCode: 401,
      reason,
    });
  });
});
