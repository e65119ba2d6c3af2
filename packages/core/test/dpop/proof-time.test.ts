import { describe, expect, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, NOW, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);

interface Moment {
  readonly dpop: { readonly maxAge?: number; readonly leeway?: number };
  readonly now: number;
  readonly iat: number;
  readonly refused?: AuthErrorReason;
}

describe('RFC 9449 section 4.3, check 11: iat within now - maxAge and now + leeway', () => {
  const tooOld = 'proof_expired';
  const tooNew = 'proof_not_yet_valid';
  const MOMENTS: Moment[] = [
    { dpop: {}, now: NOW, iat: NOW },
    { dpop: {}, now: NOW, iat: NOW - 300 },
    { dpop: {}, now: NOW, iat: NOW - 300.001, refused: tooOld },
    { dpop: {}, now: NOW, iat: NOW - 301, refused: tooOld },
    { dpop: {}, now: NOW + 0.001, iat: NOW - 300, refused: tooOld },
    { dpop: {}, now: NOW, iat: NOW + 30 },
    { dpop: {}, now: NOW, iat: NOW + 30.001, refused: tooNew },
    { dpop: {}, now: NOW, iat: NOW + 31, refused: tooNew },
    { dpop: {}, now: NOW - 0.001, iat: NOW + 30, refused: tooNew },
    { dpop: { maxAge: 60 }, now: NOW, iat: NOW - 60 },
    { dpop: { maxAge: 60 }, now: NOW, iat: NOW - 61, refused: tooOld },
    { dpop: { maxAge: 60 }, now: NOW, iat: NOW + 30 },
    { dpop: { leeway: 0 }, now: NOW, iat: NOW },
    { dpop: { leeway: 0 }, now: NOW, iat: NOW + 1, refused: tooNew },
    { dpop: { leeway: 0 }, now: NOW, iat: NOW - 300 },
    { dpop: { leeway: 0 }, now: NOW, iat: NOW - 301, refused: tooOld },
    { dpop: { leeway: 600 }, now: NOW, iat: NOW + 600 },
    { dpop: { leeway: 600 }, now: NOW, iat: NOW - 301, refused: tooOld },
    { dpop: {}, now: NOW, iat: 0, refused: tooOld },
    { dpop: {}, now: NOW, iat: -1, refused: tooOld },
    { dpop: {}, now: NOW, iat: NOW * 1000, refused: tooNew },
    { dpop: {}, now: NOW, iat: Number.MAX_VALUE, refused: tooNew },
  ];
  test.each(MOMENTS)('iat $iat at $now with $dpop: $refused', async (moment) => {
    const { dpop, now, iat, refused } = moment;
    const api = createApi({ dpop, now: () => now, clockTolerance: 0 });
    const request = proven(token, await makeProof(holder, token, { claims: { iat } }));
    if (refused === undefined) {
      const { auth } = await expectAccepted(api, request);
      expect(auth.proof?.iat).toBe(iat);
    } else {
      const { details } = await expectProofRefused(api, request, refused);
      expect(details).toMatchObject({ iat, now });
    }
  });

  test('clockTolerance is for tokens and widens nothing here', async () => {
    const api = createApi({ clockTolerance: 3600 });
    for (const [iat, reason] of [
      [NOW - 301, tooOld],
      [NOW + 31, tooNew],
    ] as const) {
      const proof = await makeProof(holder, token, { claims: { iat } });
      await expectProofRefused(api, proven(token, proof), reason);
    }
  });

  test('a clock that tells no time lets no proof pass', async () => {
    const request = proven(token, await makeProof(holder, token));
    const result = await createApi({ now: () => Number.NaN }).authenticate(request);
    expect(result.ok).toBe(false);
  });
});
