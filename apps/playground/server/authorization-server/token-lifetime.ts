import type { errors, KoaContextWithOIDC } from 'oidc-provider';

/** Seconds for which access tokens are good where nobody asks for anything else. */
export const USUAL_LIFETIME = 600;

const SHORTEST = 10;
const LONGEST = 3600;

/**
 * Reads how long an access token shall be good: the form field `lifetime`, in seconds. No RFC has
 * such a field; here it is for seeing tokens run out.
 *
 * @throws {errors.InvalidRequest} when the field is no whole number from 10 to 3600, or comes twice
 */
export function tokenLifetime(
  { oidc: { body } }: KoaContextWithOIDC,
  { InvalidRequest }: Pick<typeof errors, 'InvalidRequest'>,
): number {
  // Of the form itself: oidc-provider hides fields of these grants that it does not know.
  const field = body?.['lifetime'];
  if (field === undefined) return USUAL_LIFETIME;
  const seconds = typeof field === 'string' && /^\d+$/.test(field) ? Number(field) : 0;
  if (seconds < SHORTEST || seconds > LONGEST) {
    throw new InvalidRequest(`lifetime must be a number of seconds, ${SHORTEST} to ${LONGEST}`);
  }
  return seconds;
}

/**
 * Says how many seconds a token may be good that must not outlive another one.
 *
 * @param until when the other one runs out, in seconds since the epoch
 * @param longest in seconds
 */
export function lifetimeUntil(until: number, longest: number): number {
  const remaining = Math.floor(until - Date.now() / 1000);
  return Math.max(1, Math.min(longest, remaining));
}
