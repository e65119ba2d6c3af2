import type { ResourceServer } from 'oidc-provider';
import type { ScopeMeanings } from './parties.ts';

/** Seconds for which access tokens are good. */
const LIFE = 600;

/** Says what the access tokens for an API look like: signed JWTs (RFC 9068), with scopes of that API alone. */
export function resourceServer(
  audience: string,
  scopes: ScopeMeanings,
): ResourceServer & { readonly accessTokenTTL: number } {
  return {
    audience,
    scope: Object.keys(scopes).join(' '),
    accessTokenFormat: 'jwt',
    accessTokenTTL: LIFE,
    jwt: { sign: { alg: 'RS256' } },
  };
}
