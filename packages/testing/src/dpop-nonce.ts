// RFC 9110 sections 5.6.2, 5.6.4 and 11.6.1: a token alone names a scheme, one with a value is a
// parameter of the scheme before it. Quoted values are read whole, as they may look like challenges.
const CHALLENGE_PART =
  /([\w!#$%&'*+.^`|~-]+)(?:[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+)))?/g;

/**
 * Reads the nonce that a resource server asks for (RFC 9449 section 9).
 *
 * @returns the nonce to try again with, or null when the answer does not ask for one
 */
export function requestedNonce({ status, headers }: Response): string | null {
  if (status !== 401 || !hasNonceChallenge(headers.get('www-authenticate') ?? '')) return null;
  return headers.get('dpop-nonce') || null;
}

function hasNonceChallenge(field: string): boolean {
  let scheme = '';
  for (const [, name = '', quoted, bare] of field.matchAll(CHALLENGE_PART)) {
    const value = quoted ?? bare;
    if (value === undefined) scheme = name.toLowerCase();
    else if (scheme === 'dpop' && name.toLowerCase() === 'error' && value === 'use_dpop_nonce') {
      return true;
    }
  }
  return false;
}
