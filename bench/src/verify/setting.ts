import type { JSONWebKeySet, JWK } from 'jose';

/** The algorithms that are measured. */
export type Algorithm = 'RS256' | 'ES256' | 'EdDSA';

/** One issuer and where its keys are: on a server of 127.0.0.1 that the parent runs. */
export interface MeasuredIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly jwks: JSONWebKeySet;
}

/** A DPoP client's key, as JSON takes it. */
export interface ClientKey {
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
}

/** What the processes of one comparison share, handed over in a file. */
export interface Setting {
  readonly algorithm: Algorithm;
  readonly issuers: readonly MeasuredIssuer[];
  /** Operation n brings token n, and begins anew behind the last. */
  readonly tokens: readonly string[];
  /** The first token with another signature of the same length. */
  readonly badToken: string;
  /** With clients, token n is bound to the key of client n modulo their number, and each operation brings a new proof. */
  readonly clients: readonly ClientKey[];
}

/** What one operation is about, as strings that share nothing with those of another operation. */
export interface Input {
  /** The value of the `Authorization` field. */
  readonly authorization: string;
  /** The value of the `DPoP` field. */
  readonly dpop: string | undefined;
}

/** The one audience of all tokens. */
export const AUDIENCE = 'https://api.test';

export const METHOD = 'GET';
export const HOST = 'api.test';
export const PATH = '/things';

/** What every request is for, and every proof's `htu`. */
export const REQUEST_URL: string = `https://${HOST}${PATH}`;

/** Cuts the token out of the value of an `Authorization` field. */
export function tokenOf({ authorization }: Input): string {
  return authorization.slice(authorization.indexOf(' ') + 1);
}
