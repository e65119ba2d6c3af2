import type { LruCache } from '../lru-cache.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { AccessTokenHeader } from '../request/auth-info.ts';
import type { JwsDefect, UnverifiedJws, UnverifiedObject } from '../request/jws/compact-jws.ts';
import { readObject, splitCompactJws } from '../request/jws/compact-jws.ts';
import type { OctetSlab } from '../request/jws/octet-slab.ts';

/** A header that has been checked. All tokens that begin with it share it. */
export interface KnownHeader {
  readonly header: AccessTokenHeader;
  /** Gives one that belongs to the caller. */
  readonly copyHeader: () => AccessTokenHeader;
}

/** An access token taken apart, of which nothing has been verified yet. */
export interface UnverifiedToken {
  readonly token: string;
  readonly jws: UnverifiedJws;
  readonly header: AccessTokenHeader;
  readonly claims: UnverifiedObject;
  /** The header, where it is one that has been checked before. */
  readonly known: KnownHeader | undefined;
}

const REASONS: Readonly<Record<JwsDefect, AuthErrorReason>> = {
  opaque: 'opaque_token',
  encrypted: 'encrypted_token',
  malformed: 'malformed_token',
};

/**
 * Takes an access token apart.
 *
 * @param slab where its octets are put
 * @param knownHeaders the headers that were read and checked before, by their encoded text
 * @returns the parts, or the reason why it is none: not a compact JWS over a JSON object
 */
export function parseAccessToken(
  token: string,
  slab: OctetSlab,
  knownHeaders: LruCache<string, KnownHeader>,
): UnverifiedToken | AuthErrorReason {
  const jws = splitCompactJws(token, slab);
  if (typeof jws === 'string') return REASONS[jws];
  const known = knownHeaders.get(jws.encodedHeader);
  const header = known?.header ?? readObject(jws.encodedHeader, slab);
  if (typeof header === 'string') return 'malformed_token';
  const claims = readObject(jws.encodedClaims, slab);
  if (claims === 'not_base64url') return 'malformed_token';
  if (claims === 'not_an_object') return 'malformed_claims';
  return { token, jws, header: header as AccessTokenHeader, claims, known };
}
