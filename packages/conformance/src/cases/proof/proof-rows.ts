import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase, Expectation, Step } from '../../case.ts';
import { dpop, get, proof, proven, refused } from '../../expect.ts';
import { NOW } from '../../setting/names.ts';
import type { ProfileName } from '../../setting/profiles.ts';
import type { ProofRecipe } from '../../setting/proofs.ts';
import type { TokenRecipe } from '../../setting/tokens.ts';
import { offers } from '../rows.ts';

/** A proof sent to `/protected` with a token that is bound to its key, and what comes of it. */
export type ProofRow = readonly [
  id: string,
  rule: string,
  recipe: ProofRecipe,
  /** The reason of the refusal; null where the proof is accepted. */
  reason: AuthErrorReason | null,
  profile?: ProfileName,
];

/** Makes cases of proof rows, all from one source. */
export function proofCases(
  area: string,
  source: string,
  rows: readonly ProofRow[],
): readonly ConformanceCase[] {
  return rows.map(([id, rule, recipe, reason, profile]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    profile,
    request: get(dpop({ boundTo: recipe.key ?? 'client' }), proof(recipe)),
    expected: reason === null ? proven() : refused(reason, { scheme: 'DPoP', ...offers(profile) }),
  }));
}

/** Everything of a case but what comes before its request. */
export type SteppedRow = readonly [
  id: string,
  source: string,
  rule: string,
  steps: readonly Step[],
  request: ConformanceCase['request'],
  expected: ConformanceCase['expected'],
  profile?: ProfileName,
];

/** Makes cases of requests that follow others. */
export function steppedCases(
  area: string,
  rows: readonly SteppedRow[],
): readonly ConformanceCase[] {
  return rows.map(([id, source, rule, steps, request, expected, profile]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    profile,
    steps,
    request,
    expected,
  }));
}

/** A bound token that is the same throughout its case, and good for longer than any proof. */
export const LASTING: TokenRecipe = { name: 'token', claims: { exp: NOW + 10_000 } };

/** The answer to the lasting token and a good proof. */
export const LASTED: Expectation = proven({ expiresAt: NOW + 10_000 });

/** A GET of `/protected` with the lasting token and a proof. */
export function provenGet(recipe: ProofRecipe = {}): ConformanceCase['request'] {
  return get(dpop(LASTING), proof(recipe));
}

/** An earlier request and its status. */
export function earlier(request: ConformanceCase['request'], status: number): Step {
  return { step: 'send', request, status };
}

/** Lets time pass. */
export function after(seconds: number): Step {
  return { step: 'advance', seconds };
}
