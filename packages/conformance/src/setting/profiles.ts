import type {
  AccessTokenClaims,
  ApiClientOptions,
  ClaimsSchema,
  IssuerConfig,
} from '@holdfast/auth-core';
import type { DpopProfileName } from './dpop-profiles.ts';
import { DPOP_PROFILES } from './dpop-profiles.ts';
import { publishKeySets } from './key-sets.ts';
import { AUDIENCE, ISSUER, KEY_HOST, SECOND_ISSUER } from './names.ts';
import type { World } from './world.ts';

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
  | 'no-tolerance'
  | 'realm'
  | 'resource-metadata'
  | 'no-stale-keys'
  | 'no-token-cache'
  | 'two-issuers'
  | 'resolver'
  | 'resolver-by-token'
  | 'resolver-throws'
  | 'resolver-rejects'
  | DpopProfileName;

// The schema is written by hand so that the suite depends on no validator.
const TENANT_SCHEMA: ClaimsSchema<AccessTokenClaims> = {
  '~standard': {
    version: 1,
    vendor: 'holdfast-conformance',
    validate: (value) => {
      const claims = value as AccessTokenClaims;
      return typeof claims['tenant'] === 'string'
        ? { value: claims }
        : { issues: [{ message: 'tenant must be a string', path: ['tenant'] }] };
    },
  },
};

const first = { audience: AUDIENCE, issuer: ISSUER } as const;
const keysAt = (path: string): IssuerConfig => ({ issuer: ISSUER, jwksUri: `${KEY_HOST}${path}` });

type Profile = (world: World) => ApiClientOptions | Promise<ApiClientOptions>;

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  ...DPOP_PROFILES,
  /** One issuer, found by its metadata. */
  plain: () => first,
  'jwks-uri': async (world: World) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwksUri: (await world.issuer('first')).jwksUri },
  }),
  'static-keys': async (world: World) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwks: (await world.issuer('first')).jwks },
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
  'no-tolerance': () => ({ ...first, clockTolerance: 0 }),
  realm: () => ({ ...first, realm: 'things' }),
  'resource-metadata': () => ({
    ...first,
    resourceMetadata: 'https://api.example.com/.well-known/oauth-protected-resource',
  }),
  'no-stale-keys': async (world: World) => ({
    audience: AUDIENCE,
    issuer: { issuer: ISSUER, jwksUri: (await world.issuer('first')).jwksUri },
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

/** Gives the options of a profile, with the network and the clock of a world. */
export async function profileOptions(name: ProfileName, world: World): Promise<ApiClientOptions> {
  await publishKeySets(world);
  return { ...(await PROFILES[name](world)), fetch: world.fetch, now: world.now };
}
