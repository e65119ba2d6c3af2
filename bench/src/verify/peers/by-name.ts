import { fastJwt, fastJwtCached } from './fast-jwt.ts';
import { holdfast, holdfastAdmit } from './holdfast.ts';
import { honoJwk } from './hono-jwk.ts';
import { jose } from './jose.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { limit } from './limit.ts';
import { oauth4webapi, oauth4webapiRequest } from './oauth4webapi.ts';
import type { MakePeer } from './peer.ts';
import { reading } from './reading.ts';

/** What each peer is called in tables, and what npm calls it. */
interface Entry {
  readonly title: string;
  readonly package?: string | undefined;
  readonly make: MakePeer;
}

export type PeerName =
  | 'limit'
  | 'reading'
  | 'holdfast'
  | 'holdfastAdmit'
  | 'jose'
  | 'jwtBearer'
  | 'oauth4webapi'
  | 'oauth4webapiRequest'
  | 'fastJwt'
  | 'fastJwtCached'
  | 'honoJwk';

/** Every peer by the name that its process is started with. */
export const PEERS: Readonly<Record<PeerName, Entry>> = {
  limit: { title: 'the limit: WebCrypto alone', make: limit },
  reading: { title: 'no library: read and verified, nothing checked', make: reading },
  holdfast: { title: 'Holdfast', package: '@holdfast/auth-core', make: holdfast },
  holdfastAdmit: {
    title: 'Holdfast, as an adapter calls it',
    package: '@holdfast/auth-core',
    make: holdfastAdmit,
  },
  jose: { title: 'jose `jwtVerify`, remote key set', package: 'jose', make: jose },
  jwtBearer: {
    title: 'express-oauth2-jwt-bearer',
    package: 'express-oauth2-jwt-bearer',
    make: jwtBearer,
  },
  oauth4webapi: {
    title: 'oauth4webapi `validateJwtAccessToken`',
    package: 'oauth4webapi',
    make: oauth4webapi,
  },
  oauth4webapiRequest: {
    title: 'the same, with making its `Request`',
    package: 'oauth4webapi',
    make: oauth4webapiRequest,
  },
  fastJwt: { title: 'fast-jwt, key given', package: 'fast-jwt', make: fastJwt },
  fastJwtCached: { title: 'fast-jwt, cache on', package: 'fast-jwt', make: fastJwtCached },
  honoJwk: { title: 'hono/jwk, keys given', package: 'hono', make: honoJwk },
};
