import { usedScheme } from '../request/credentials.ts';
import type { RequestFields } from '../request/resource-request.ts';
import { fieldValues } from '../request/resource-request.ts';
import type { ChallengeSettings } from './challenge.ts';
import { buildChallenge } from './challenge.ts';
import type { AuthError, AuthorizationServerError, UseDpopNonceError } from './errors.ts';

/** The whole answer to a refused request, ready to be written. Header names are in lower case. */
export interface RefusalResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What scripts of other origins must be able to read: `Access-Control-Expose-Headers`. */
export const EXPOSED_FIELDS = 'WWW-Authenticate, DPoP-Nonce';

/** Tells whether a request may come from a script of another origin. */
export function isCrossOrigin(request: RequestFields): boolean {
  return fieldValues(request, 'origin').length > 0;
}

/**
 * Turns an error into the answer: the one place that decides what a caller may see. Records the
 * error's own header fields in `error.headers`, for applications that write the answer themselves.
 */
export function refusalResponse(
  settings: ChallengeSettings,
  error: AuthError,
  request: RequestFields,
): RefusalResponse {
  const own: Record<string, string> = {};
  if (error.statusCode === 503) {
    own['retry-after'] = String((error as AuthorizationServerError).retryAfter);
  } else if (error.code !== 'access_denied') {
    own['www-authenticate'] = buildChallenge(settings, error, usedScheme(request));
  }
  if (error.code === 'use_dpop_nonce') own['dpop-nonce'] = (error as UseDpopNonceError).nonce;
  // A script of another origin reads the challenge only where the Fetch standard lets it.
  if (isCrossOrigin(request)) own['access-control-expose-headers'] = EXPOSED_FIELDS;
  error.headers = own;
  return {
    status: error.statusCode,
    headers: { ...own, 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ error: error.code, error_description: error.message }),
  };
}

// Fields that hold a list to which the application may have contributed.
const LISTS = new Set(['access-control-expose-headers', 'vary']);

/**
 * Combines a header field of an answer with what the application has set already, for adapters:
 * lists grow (RFC 9110 section 5.3), `private` yields to a `cache-control` that is as careful, and
 * everything else is replaced.
 *
 * @param name the field's name in lower case, as `authenticate` gives it
 * @param existing the value set so far, if any
 * @param value the value to set
 * @returns the value that the answer is to carry
 */
export function mergeHeader(
  name: string,
  existing: string | number | readonly string[] | undefined,
  value: string,
): string {
  if (existing === undefined) return value;
  // The default of this package yields to what is as careful, and to nothing else.
  const present = [existing].flat().join(', ');
  if (value === 'private' && /\b(no-store|private)\b/i.test(present)) return present;
  if (!LISTS.has(name)) return value;
  const items = split(present);
  if (items.includes('*') && name === 'vary') return '*';
  const known = new Set(items.map((item) => item.toLowerCase()));
  return [...items, ...split(value).filter((item) => !known.has(item.toLowerCase()))].join(', ');
}

function split(list: string): string[] {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
