import type { JSONWebKeySet } from 'jose';

/** What every server of a run is made from, handed to its process as JSON. */
export interface Setting {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  /** The published keys, for a peer that is measured with keys given. */
  readonly jwks: JSONWebKeySet;
}

/** The one audience of all tokens. */
export const AUDIENCE = 'https://api.test';

/** The one route, for every framework but tRPC. */
export const PATH = '/things';

/** What every route answers, so that handlers differ in nothing. */
export const ANSWER = { message: 'Hello, caller!' } as const;

/** The host that clients name, so that a proof's `htu` is the same for all servers whatever their port. */
export const HOST = 'api.test';

/** The URL that DPoP proofs are made for. */
export const PROVEN_URL: string = `http://${HOST}${PATH}`;

/** The header fields that Holdfast puts on the answer to an accepted request, to tell what these and reading one cost. */
export const FIELDS: Readonly<Record<string, string>> = {
  'cache-control': 'private',
  vary: 'Authorization, DPoP',
};
