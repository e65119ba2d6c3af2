import type { ResourceServer } from 'oidc-provider';
import type { ScopeMeanings } from '../parties.ts';

/**
 * Says what the access tokens for an API look like: signed JWTs (RFC 9068), with scopes of that API alone.
 *
 * @param lifetime in seconds
 */
export function resourceServer(
  audience: string,
  scopes: ScopeMeanings,
  lifetime: number,
): ResourceServer {
  return {
    audience,
    scope: Object.keys(scopes).join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: lifetime,
    jwt: { sign: { alg: 'RS256' } },
  };
}
