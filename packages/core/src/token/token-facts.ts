import type { AccessTokenClaims, AccessTokenHeader } from '../request/auth-info.ts';
import { jsonCopier } from '../request/safe-json.ts';

/** What a caller is told of his token. It belongs to him. */
export interface TokenFacts extends ClaimFacts {
  readonly header: AccessTokenHeader;
}

/** What the claims tell. */
interface ClaimFacts {
  readonly claims: AccessTokenClaims;
  readonly clientId: string;
  readonly scopes: string[];
  readonly permissions: string[];
}

/**
 * Reads what a caller is told from a token that has passed every check.
 *
 * @param copyHeader makes a copy of the header, since all tokens that begin with it share it
 */
export function tokenFacts(
  copyHeader: () => AccessTokenHeader,
  claims: AccessTokenClaims,
): TokenFacts {
  return { header: copyHeader(), ...claimFacts(claims) };
}

function claimFacts(claims: AccessTokenClaims): ClaimFacts {
  const { client_id: clientId, azp, scope, scp, permissions } = claims;
  return {
    claims,
    clientId: clientId ?? azp ?? '',
    scopes: words(scope ?? scp),
    permissions: words(permissions),
  };
}

/**
 * What was told of a token, for the callers who send it again. Read from the token once more when the
 * first of them comes: most tokens of a busy API are not seen twice before they are forgotten, and to
 * keep the claims of each costs 2 us of garbage collection, to read them again when they are wanted 2 us.
 */
export class RememberedFacts {
  readonly #facts: ClaimFacts;
  readonly #copyHeader: () => AccessTokenHeader;
  readonly #copyClaims: () => AccessTokenClaims;

  /**
   * @param copyHeader makes a copy of its header
   * @param claims those of a token that has passed every check, read from it anew
   */
  constructor(copyHeader: () => AccessTokenHeader, claims: AccessTokenClaims) {
    this.#facts = claimFacts(claims);
    this.#copyHeader = copyHeader;
    this.#copyClaims = jsonCopier(claims);
  }

  /** Gives a copy, so that what one caller does to it nobody else sees. */
  copy(): TokenFacts {
    const { clientId, scopes, permissions } = this.#facts;
    return {
      header: this.#copyHeader(),
      claims: this.#copyClaims(),
      clientId,
      scopes: scopes.slice(),
      permissions: permissions.slice(),
    };
  }
}

function words(value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value !== 'string') return [...value];
  const list = value.split(' ');
  return list.includes('') ? list.filter((word) => word !== '') : list;
}
