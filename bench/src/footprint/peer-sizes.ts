import type { BundleOptions } from './bundled-size.ts';
import { bundledSize } from './bundled-size.ts';

/** A peer, and what an application imports of it that does no more than verify access tokens. */
export interface PeerBundle extends Pick<BundleOptions, 'platform'> {
  readonly name: string;
  readonly package: string;
  readonly source: string;
}

export const PEER_BUNDLES: readonly PeerBundle[] = [
  {
    name: 'jose `jwtVerify`, `createRemoteJWKSet`',
    package: 'jose',
    source: "export { createRemoteJWKSet, jwtVerify } from 'jose';",
  },
  {
    name: 'oauth4webapi `validateJwtAccessToken`',
    package: 'oauth4webapi',
    source:
      "export { discoveryRequest, processDiscoveryResponse, validateJwtAccessToken } from 'oauth4webapi';",
  },
  { name: 'hono/jwk', package: 'hono', source: "export { jwk } from 'hono/jwk';" },
  {
    name: 'express-oauth2-jwt-bearer',
    package: 'express-oauth2-jwt-bearer',
    source: "export { auth } from 'express-oauth2-jwt-bearer';",
    platform: 'node',
  },
  {
    name: 'fast-jwt `createVerifier`',
    package: 'fast-jwt',
    source: "import jwt from 'fast-jwt'; export const { createVerifier } = jwt;",
    platform: 'node',
  },
];

/** Measures a peer as the core is measured; undefined where it cannot be bundled. */
export async function peerSize({ source, platform }: PeerBundle): Promise<number | undefined> {
  try {
    return await bundledSize(source, { platform, splitting: true });
  } catch {
    return undefined;
  }
}
