import { readObject, splitCompactJws } from '../request/jws/compact-jws.ts';
import { OctetSlab } from '../request/jws/octet-slab.ts';

/**
 * Reads when a token runs out, without verifying it: it only shortens how long what was got for it
 * is remembered.
 *
 * @returns seconds since the epoch; undefined where the token does not say; 0, so that nothing is remembered,
 * where it looks like a JWT that says so in a way that cannot be read
 */
export function subjectExpiry(token: string): number | undefined {
  if (token.split('.', 4).length !== 3) return undefined;
  const slab = new OctetSlab();
  const jws = splitCompactJws(token, slab);
  if (typeof jws === 'string' || typeof readObject(jws.encodedHeader, slab) === 'string') return 0;
  const claims = readObject(jws.encodedClaims, slab);
  if (typeof claims === 'string') return 0;
  const { exp } = claims;
  if (exp === undefined) return undefined;
  return typeof exp === 'number' ? exp : 0;
}
