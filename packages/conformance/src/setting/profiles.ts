import type { ApiClientOptions, IssuerConfig } from '@holdfast/auth-core';
import type { TestIssuer } from '@holdfast/auth-testing';
import { NULL_SCHEMA, TENANT_SCHEMA, TRANSLATING_SCHEMA } from './claims-schemas.ts';
import type { DpopProfileName } from './dpop-profiles.ts';
import { DPOP_PROFILES } from './dpop-profiles.ts';
import type { MetadataProfileName } from './metadata-profiles.ts';
import { METADATA_PROFILES } from './metadata-profiles.ts';
import { AUDIENCE, ISSUER, KEY_HOST, SECOND_ISSUER } from './names.ts';

/** The sets of options that targets are started with. */
export type ProfileName =
  | 'plain'
  | 'jwks-uri'
  | 'static-keys'
  | 'all-algorithms'
  | 'odd-keys'
  | 'two-keys'
  | 'one-algorithm'
  | 'at+jwt'
  | 'two-audiences'
  | 'required-claim'
  | 'required-inherited-name'
  | 'schema'
  | 'required-claim-and-schema'
  | 'schema-output'
  | 'schema-null'
  | 'no-tolerance'
  | 'realm'
  | 'no-stale-keys'
  | 'no-token-cache'
  | 'two-issuers'
  | 'resolver'
  | 'resolver-by-token'
  | 'resolver-throws'
  | 'resolver-rejects'
  | DpopProfileName
  | MetadataProfileName;

const first = { audience: AUDIENCE, issuer: ISSUER } as const;
const keysAt = (path: string): IssuerConfig => ({ issuer: ISSUER, jwksUri: `${KEY_HOST}${path}` });

/** What the options of a profile are made of. */
export interface ProfileSource {
  /** The network of the target. */
  readonly fetch: typeof fetch;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** The keys of the first issuer, and where it publishes them. */
  readonly issuer: (name: 'first') => Promise<Pick<TestIssuer, 'jwks' | 'jwksUri'>>;
}

type Profile = (source: ProfileSource) => ApiClientOptions | Promise<ApiClientOptions>;

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  ...DPOP_PROFILES,
  ...METADATA_PROFILES,
  /** One issuer, found by its metadata. */
  plain: () => first,
  'jwks-uri': async (source) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwksUri: (await source.issuer('first')).jwksUri },
  }),
  'static-keys': async (source) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwks: (await source.issuer('first')).jwks },
  }),
  /** A published key for each algorithm. */
  'all-algorithms': () => ({ audience: AUDIENCE, issuer: keysAt('/all') }),
  /** A good key among keys that cannot be used. */
  'odd-keys': () => ({ audience: AUDIENCE, issuer: keysAt('/odd') }),
  /** Two keys that suit the same algorithm. */
  'two-keys': () => ({ audience: AUDIENCE, issuer: keysAt('/two') }),
  'one-algorithm': () => ({ ...first, algorithms: ['PS256'] }),
  'at+jwt': () => ({ ...first, tokenType: 'at+jwt' }),
  'two-audiences': () => ({ ...first, audience: ['https://old.example.com', AUDIENCE] }),
  'required-claim': () => ({ ...first, requiredClaims: ['tenant'] }),
  'required-inherited-name': () => ({ ...first, requiredClaims: ['toString'] }),
  schema: () => ({ ...first, claims: TENANT_SCHEMA }),
  'required-claim-and-schema': () => ({
    ...first,
    requiredClaims: ['region'],
    claims: TENANT_SCHEMA,
  }),
  'schema-output': () => ({ ...first, claims: TRANSLATING_SCHEMA }),
  'schema-null': () => ({ ...first, claims: NULL_SCHEMA }),
  'no-tolerance': () => ({ ...first, clockTolerance: 0 }),
  realm: () => ({ ...first, realm: 'things' }),
  'no-stale-keys': async (source) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwksUri: (await source.issuer('first')).jwksUri },
    keyCache: { staleIfError: 0 },
  }),
  'no-token-cache': () => ({ ...first, tokenCache: false }),
  'two-issuers': () => ({
    audience: AUDIENCE,
    issuers: [ISSUER, { issuer: SECOND_ISSUER, audience: 'https://second-api.example.com' }],
  }),
  /** The first issuer for `/protected`, the second for every other path. */
  resolver: () => ({
    audience: AUDIENCE,
    issuers: async ({ request }) =>
      request !== undefined && new URL(request.url).pathname === '/protected'
        ? [ISSUER]
        : [SECOND_ISSUER],
  }),
  'resolver-by-token': () => ({
    audience: AUDIENCE,
    issuers: ({ unverifiedIssuer }) => (unverifiedIssuer === ISSUER ? [ISSUER] : []),
  }),
  'resolver-throws': () => ({
    audience: AUDIENCE,
    issuers: () => {
      throw new Error('the database of tenants is down');
    },
  }),
  'resolver-rejects': () => ({
    audience: AUDIENCE,
    issuers: () => Promise.reject(new Error('the database of tenants is down')),
  }),
};

/** All profiles, for the gate. */
export const PROFILE_NAMES: readonly ProfileName[] = Object.keys(PROFILES) as ProfileName[];

/**
 * Gives the options of a profile. `runConformance` hands them to `start`; a target that runs in
 * another process, where functions of this one do not reach, makes them there once more.
 *
 * @param source the network, the clock and the keys that the options are to use
 */
export async function profileOptions(
  name: ProfileName,
  source: ProfileSource,
): Promise<ApiClientOptions> {
  return { ...(await PROFILES[name](source)), fetch: source.fetch, now: source.now };
}
