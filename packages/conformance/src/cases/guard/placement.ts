import type { AuthErrorReason } from '@holdfast/auth-core';
import type { CaseRequest, ConformanceCase } from '../../case.ts';
import type { ChallengeVariation } from '../../challenges.ts';
import {
  accepted,
  authorization,
  bearer,
  FAULT,
  getFrom,
  ORIGIN,
  refused,
  refusedByGuard,
} from '../../expect.ts';
import { ONE_OF_EACH } from '../../guard-routes.ts';
import { NOW } from '../../setting/names.ts';
import type { TokenRecipe } from '../../setting/tokens.ts';

interface Kind {
  readonly reason: AuthErrorReason;
  readonly demands?: ChallengeVariation;
  /** Claims that the guard wants. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly parts?: Readonly<Record<string, unknown>>;
}

const TENANT: Kind = { reason: 'claim_mismatch', claims: { tenant: 'blue' } };

const KINDS: Readonly<Record<(typeof ONE_OF_EACH)[number]['name'], Kind>> = {
  requiredScopes: {
    reason: 'insufficient_scope',
    demands: { scope: 'read:things write:things' },
    claims: { scope: 'read:things write:things' },
    parts: { scopes: ['read:things', 'write:things'] },
  },
  scopeIncludesAny: {
    reason: 'insufficient_scope',
    demands: { scope: 'admin' },
    claims: { scope: 'admin' },
    parts: { scopes: ['admin'] },
  },
  requiredPermissions: {
    reason: 'insufficient_permissions',
    demands: { scope: 'things:read' },
    claims: { permissions: ['things:read'] },
    parts: { permissions: ['things:read'] },
  },
  claimEquals: TENANT,
  claimIncludes: { reason: 'claim_mismatch', claims: { groups: ['staff'] } },
  claimCheck: TENANT,
  requiredAuthentication: {
    reason: 'authentication_age',
    demands: { maxAge: 300 },
    claims: { auth_time: NOW },
  },
};

/** Where a guard stands, what comes there, and what is answered. */
function placements(name: keyof typeof KINDS): readonly ConformanceCase[] {
  const { reason, demands, claims, parts } = KINDS[name];
  const optional = (...fields: CaseRequest['fields']): CaseRequest =>
    getFrom(`/optional-${name}`, ...fields);
  const unguarded = (...fields: CaseRequest['fields']): CaseRequest =>
    getFrom(`/unguarded-${name}`, ...fields);
  const preflight: Pick<CaseRequest, 'method' | 'fields'> = {
    method: 'OPTIONS',
    fields: [ORIGIN, ['Access-Control-Request-Method', 'PUT']],
  };
  const wanted: TokenRecipe = { claims };
  const id = name.toLowerCase();
  const source = 'Holdfast: guards';
  return [
    {
      id: `optional/${id}-anonymous`,
      source,
      rule: `${name}() asks an anonymous caller for a token`,
      request: optional(),
      expected: refusedByGuard('missing_authorization'),
    },
    {
      id: `optional/${id}-refused`,
      source,
      rule: `${name}() judges a caller who need not have come with a token`,
      request: optional(bearer()),
      expected: refusedByGuard(reason, demands),
    },
    {
      id: `optional/${id}-passed`,
      source,
      rule: `${name}() lets a caller pass who need not have come with a token`,
      request: optional(bearer(wanted)),
      expected: accepted(parts),
    },
    {
      id: `optional/${id}-bad-token`,
      source,
      rule: `${name}() does not see a bad token`,
      request: optional(authorization('Bearer x')),
      expected: refused('opaque_token'),
    },
    {
      id: `optional/${id}-preflight`,
      source,
      rule: `${name}() lets no preflight past that went on without credentials`,
      request: { ...optional(), ...preflight },
      expected: refused('missing_authorization', { exposed: 'WWW-Authenticate, DPoP-Nonce' }),
    },
    {
      id: `unguarded/${id}-no-credentials`,
      source,
      rule: `${name}() without auth() is a fault of the server, not of the caller`,
      request: unguarded(),
      expected: FAULT,
    },
    {
      id: `unguarded/${id}-good-token`,
      source,
      rule: `${name}() without auth() never lets a request pass`,
      request: unguarded(bearer(wanted)),
      expected: FAULT,
    },
    {
      id: `unguarded/${id}-preflight`,
      source,
      rule: `${name}() without auth() does not let a preflight pass either`,
      request: { ...unguarded(), ...preflight },
      expected: FAULT,
    },
  ];
}

/** Each guard where credentials are optional, and where authentication was forgotten. */
export const PLACEMENT_CASES: readonly ConformanceCase[] = ONE_OF_EACH.flatMap(({ name }) =>
  placements(name),
);
