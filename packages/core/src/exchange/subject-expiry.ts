import { parseCompactJws } from '../request/compact-jws.ts';

/**
 * Reads when a token runs out, without verifying it: it only shortens how long what was got for it
 * is remembered.
 *
 * @returns seconds since the epoch; undefined where the token does not say
 */
export function subjectExpiry(token: string): number | undefined {
  const parsed = parseCompactJws(token);
  if (typeof parsed === 'string') return undefined;
  const { exp } = parsed.claims;
  return typeof exp === 'number' ? exp : undefined;
}
