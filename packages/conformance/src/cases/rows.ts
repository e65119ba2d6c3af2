import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase, Expectation } from '../case.ts';
import type { ChallengeVariation } from '../challenges.ts';
import { accepted, bearer, get, refused } from '../expect.ts';
import { PROOF_ALGORITHMS } from '../setting/dpop-profiles.ts';
import type { ProfileName } from '../setting/profiles.ts';
import type { TokenRecipe } from '../setting/tokens.ts';

const OFFERS: Readonly<Partial<Record<ProfileName, ChallengeVariation>>> = {
  'dpop-disabled': { mode: 'disabled' },
  'dpop-required': { mode: 'required' },
  'dpop-algorithms': { algs: PROOF_ALGORITHMS.join(' ') },
  'dpop-one-algorithm': { algs: 'Ed25519' },
};

/** Gives what a profile offers in its challenges. */
export function offers(profile: ProfileName | undefined): ChallengeVariation {
  return OFFERS[profile ?? 'plain'] ?? {};
}

/** A token sent to `/protected` as RFC 6750 wants it, and what comes of it. */
export type TokenRow = readonly [
  id: string,
  source: string,
  rule: string,
  recipe: TokenRecipe,
  /** The reason of the refusal; null where the token is accepted. */
  reason: AuthErrorReason | null,
  profile?: ProfileName,
  /** The parts of `AuthInfo` that differ from those of an empty recipe. */
  parts?: Readonly<Record<string, unknown>>,
];

/** Makes cases of token rows. */
export function tokenCases(area: string, rows: readonly TokenRow[]): readonly ConformanceCase[] {
  return rows.map(([id, source, rule, recipe, reason, profile, parts]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    profile,
    request: get(bearer(recipe)),
    expected: reason === null ? accepted(parts) : refused(reason, offers(profile)),
  }));
}

/** A request that needs no set-up, and its answer. */
export type RequestRow = readonly [
  id: string,
  source: string,
  rule: string,
  request: ConformanceCase['request'],
  expected: Expectation,
  profile?: ProfileName,
];

/** Makes cases of request rows. */
export function requestCases(
  area: string,
  rows: readonly RequestRow[],
): readonly ConformanceCase[] {
  return rows.map(([id, source, rule, request, expected, profile]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    profile,
    request,
    expected,
  }));
}
