import type { ConformanceCase, Expectation, Step } from '../../../case.ts';
import type { ProofRecipe } from '../../../setting/proofs.ts';
import type { SteppedRow } from '../proof-rows.ts';
import { earlier, LASTED, provenGet, steppedCases } from '../proof-rows.ts';

/** Asking for a nonce. */
export const NONCE = 'RFC 9449 §9';

/** Handing out the next one. */
export const FRESH = 'RFC 9449 §8.2';

/** How long and where a nonce is good. */
export const CONTRACT = 'Holdfast: DPoP nonces';

/** A proof with the nonce that was handed out last. */
export const latest: ProofRecipe = { nonce: 'latest' };

/** The request that learns a nonce. */
export const asked: Step = earlier(provenGet(), 401);

/** A request with it. */
export const answered: Step = earlier(provenGet(latest), 200);

/** A success that hands out a nonce. */
export function refreshed(fields: Expectation['fields'] = {}): Expectation {
  const { fields: usual, ...rest } = LASTED;
  return { ...rest, fields: { ...usual, 'dpop-nonce': { nonce: 'new' }, ...fields } };
}

/** Makes cases of targets that ask for nonces. */
export function nonceCases(area: string, rows: readonly SteppedRow[]): readonly ConformanceCase[] {
  return steppedCases(area, rows).map((each) => ({
    ...each,
    profile: each.profile ?? 'dpop-nonce',
  }));
}
