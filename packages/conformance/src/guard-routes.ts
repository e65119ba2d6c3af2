import { getCurrentActor } from '@holdfast/auth-core';
import type { GuardCall } from './guard-call.ts';
import type { ConformanceRoute } from './routes.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The guard of `/all-scopes`, and of all routes that only need one that refuses. */
export const READ_AND_WRITE: GuardCall = {
  name: 'requiredScopes',
  arguments: ['read:things write:things'],
};

/** One guard of each kind, none of which lets the token of an empty recipe pass. */
export const ONE_OF_EACH: readonly GuardCall[] = [
  READ_AND_WRITE,
  { name: 'scopeIncludesAny', arguments: ['admin'] },
  { name: 'requiredPermissions', arguments: ['things:read'] },
  { name: 'claimEquals', arguments: ['tenant', 'blue'] },
  { name: 'claimIncludes', arguments: ['groups', 'staff'] },
  { name: 'claimCheck', arguments: [(claims) => (claims as Claims)['tenant'] === 'blue'] },
  { name: 'requiredAuthentication', arguments: [{ maxAge: 300 }] },
];

const guarded = (path: string, ...guards: readonly GuardCall[]): GuardRoute => ({ path, guards });

type GuardRoute = Pick<ConformanceRoute, 'path' | 'guards'> &
  Partial<Pick<ConformanceRoute, 'auth'>>;

/** The routes with guards: what differs from a plain route. */
export const GUARD_ROUTES: readonly GuardRoute[] = [
  guarded('/all-scopes', READ_AND_WRITE),
  guarded('/any-scope', { name: 'scopeIncludesAny', arguments: ['read:things', 'admin'] }),
  guarded('/permissions', {
    name: 'requiredPermissions',
    arguments: ['things:read', ['things:write']],
  }),
  guarded('/claim', { name: 'claimEquals', arguments: ['tenant', 'blue'] }),
  guarded('/claim-number', { name: 'claimEquals', arguments: ['level', 1] }),
  guarded('/claim-false', { name: 'claimEquals', arguments: ['suspended', false] }),
  guarded('/claim-null', { name: 'claimEquals', arguments: ['deleted_at', null] }),
  guarded('/claim-inherited', { name: 'claimEquals', arguments: ['toString', 'blue'] }),
  guarded('/claim-prototype', { name: 'claimEquals', arguments: ['__proto__', 'blue'] }),
  guarded('/includes', { name: 'claimIncludes', arguments: ['groups', 'staff', 'on-call'] }),
  guarded('/includes-number', { name: 'claimIncludes', arguments: ['levels', 1] }),
  guarded('/check', {
    name: 'claimCheck',
    arguments: [(claims) => (claims as Claims)['tenant'] === 'blue', 'tenant is blue'],
  }),
  /** The function reads a member of a claim that may be missing. */
  guarded('/check-throws', {
    name: 'claimCheck',
    arguments: [(claims) => (claims as { profile: Claims }).profile['verified'] === true],
  }),
  guarded('/check-truthy', {
    name: 'claimCheck',
    arguments: [(claims) => (claims as Claims)['tenant'] as boolean],
  }),
  /** The function gives a promise, which rejects where the claim is missing. */
  guarded('/check-promise', {
    name: 'claimCheck',
    arguments: [readLater as unknown as (claims: unknown) => boolean],
  }),
  /** The function throws the refusal of a malformed `act`. */
  guarded('/actor', {
    name: 'claimCheck',
    arguments: [(claims) => getCurrentActor(claims) === 'service-1'],
  }),
  guarded('/strong', {
    name: 'requiredAuthentication',
    arguments: [{ acrValues: ['urn:example:gold', 'urn:example:silver'] }],
  }),
  guarded('/recent', { name: 'requiredAuthentication', arguments: [{ maxAge: 300 }] }),
  guarded('/just-now', { name: 'requiredAuthentication', arguments: [{ maxAge: 0 }] }),
  guarded('/strong-and-recent', {
    name: 'requiredAuthentication',
    arguments: [{ acrValues: ['urn:example:gold'], maxAge: 300 }],
  }),
  guarded(
    '/several-guards',
    { name: 'requiredScopes', arguments: ['read:things'] },
    { name: 'requiredPermissions', arguments: ['things:read'] },
    { name: 'claimEquals', arguments: ['tenant', 'blue'] },
    { name: 'requiredAuthentication', arguments: [{ acrValues: ['urn:example:gold'] }] },
  ),
  ...ONE_OF_EACH.map((guard) => ({
    ...guarded(`/optional-${guard.name}`, guard),
    auth: { required: false },
  })),
  ...ONE_OF_EACH.map((guard) => ({
    ...guarded(`/unguarded-${guard.name}`, guard),
    auth: undefined,
  })),
];

async function readLater(claims: unknown): Promise<boolean> {
  return (claims as { profile: Claims }).profile['verified'] === true;
}
