import type { ApiClientOptions, ResourceMetadata } from '@holdfast/auth-core';
import { AUDIENCE, ISSUER, SECOND_ISSUER } from './names.ts';

/** The sets of options about the protected resource metadata (RFC 9728). */
export type MetadataProfileName =
  | 'resource-metadata'
  | 'metadata'
  | 'metadata-members'
  | 'metadata-path'
  | 'metadata-slash'
  | 'metadata-query'
  | 'metadata-public-url'
  | 'metadata-dpop-required'
  | 'metadata-dpop-disabled'
  | 'metadata-two-issuers'
  | 'metadata-resolver';

const serving = (resourceMetadata: ResourceMetadata): ApiClientOptions => ({
  audience: AUDIENCE,
  issuer: ISSUER,
  resourceMetadata,
});

const several = { audience: AUDIENCE, resourceMetadata: { resource: AUDIENCE } } as const;

/** Makes the options of each profile. */
export const METADATA_PROFILES: Readonly<Record<MetadataProfileName, () => ApiClientOptions>> = {
  /** The document is served elsewhere. */
  'resource-metadata': () => ({
    audience: AUDIENCE,
    issuer: ISSUER,
    resourceMetadata: 'https://api.example.com/.well-known/oauth-protected-resource',
  }),
  metadata: () => serving({ resource: AUDIENCE }),
  /** Members in both ways of writing them, and one that RFC 9728 does not know. */
  'metadata-members': () =>
    serving({
      resource: AUDIENCE,
      scopesSupported: ['read:things', 'write:things'],
      resourceName: 'Things & "more" — größer',
      resource_documentation: 'https://docs.example.com/',
      'x-tier': { level: 1 },
    }),
  'metadata-path': () => serving({ resource: 'https://api.example.com/v1/things' }),
  'metadata-slash': () => serving({ resource: 'https://api.example.com/v1/things/' }),
  'metadata-query': () => serving({ resource: 'https://api.example.com/v1?tenant=blue' }),
  /** The resource is what clients see. */
  'metadata-public-url': () => ({ ...serving({}), publicUrl: 'https://api.example.com/v2' }),
  'metadata-dpop-required': () => ({
    ...serving({ resource: AUDIENCE }),
    dpop: { mode: 'required', algorithms: ['ES256', 'Ed25519'] },
  }),
  'metadata-dpop-disabled': () => ({
    ...serving({ resource: AUDIENCE }),
    dpop: { mode: 'disabled' },
  }),
  'metadata-two-issuers': () => ({ ...several, issuers: [ISSUER, SECOND_ISSUER] }),
  'metadata-resolver': () => ({ ...several, issuers: () => [ISSUER] }),
};
