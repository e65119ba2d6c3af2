import type { AuthErrorReason } from '@holdfast/auth-core';
import type { ConformanceCase } from '../../case.ts';
import type { ChallengeVariation } from '../../challenges.ts';
import { accepted, bearer, getFrom, refusedByGuard } from '../../expect.ts';

type DemandingPath =
  | '/all-scopes'
  | '/any-scope'
  | '/permissions'
  | '/strong'
  | '/recent'
  | '/just-now'
  | '/strong-and-recent';

/** What the challenges of the guarded routes ask for. */
export const DEMANDS: Readonly<Record<DemandingPath, ChallengeVariation>> = {
  '/all-scopes': { scope: 'read:things write:things' },
  '/any-scope': { scope: 'read:things admin' },
  '/permissions': { scope: 'things:read things:write' },
  '/strong': { acrValues: 'urn:example:gold urn:example:silver' },
  '/recent': { maxAge: 300 },
  '/just-now': { maxAge: 0 },
  '/strong-and-recent': { acrValues: 'urn:example:gold', maxAge: 300 },
};

/** Claims over the base claims, brought to a guarded route with a bearer token, and what comes of it. */
export type GuardRow = readonly [
  id: string,
  source: string,
  rule: string,
  path: string,
  claims: Readonly<Record<string, unknown>>,
  /** The reason of the refusal; null where the guard lets the request go on. */
  reason: AuthErrorReason | null,
  /** The parts of `AuthInfo` that differ from those of an empty recipe. */
  parts?: Readonly<Record<string, unknown>>,
];

/** Makes cases of guard rows. */
export function guardCases(area: string, rows: readonly GuardRow[]): readonly ConformanceCase[] {
  const demands: Readonly<Record<string, ChallengeVariation>> = DEMANDS;
  return rows.map(([id, source, rule, path, claims, reason, parts]) => ({
    id: `${area}/${id}`,
    source,
    rule,
    request: getFrom(path, bearer({ claims })),
    expected: reason === null ? accepted(parts) : refusedByGuard(reason, demands[path]),
  }));
}
