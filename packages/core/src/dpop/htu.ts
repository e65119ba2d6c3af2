import { parseUrl } from '../request/parse-url.ts';
import { FOREIGN_TO_URI } from '../request/public-url.ts';

// Written out, with a host and without credentials, which WHATWG URL does not insist on.
const AUTHORITY = /^https?:\/\/([^/@]+?)(?::\d*)?(?:\/|$)/i;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
const PERCENT_ENCODED = /%[0-9A-Fa-f]{2}/g;
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * Normalizes a URL for the comparison of `htu` (RFC 9449 section 4.3): case, default port, dot
 * segments and percent-encoding as RFC 3986 sections 6.2.2 and 6.2.3 say, without query and
 * fragment.
 *
 * @returns the normalized URL, or undefined for what is no http or https URL, or has credentials
 */
export function normalizeHtu(value: string): string | undefined {
  const end = value.search(/[?#]/);
  const bare = end < 0 ? value : value.slice(0, end);
  const host = AUTHORITY.exec(bare)?.[1];
  const url = host === undefined || FOREIGN_TO_URI.test(bare) ? undefined : parseUrl(bare);
  if (url === undefined) return undefined;
  // A number that WHATWG URL reads as an address is a name to RFC 3986.
  if (IPV4.test(url.hostname) && host !== url.hostname) return undefined;
  return url.origin + url.pathname.replace(PERCENT_ENCODED, normalizeEncoded);
}

// Section 6.2.2.2: unreserved characters are decoded, the rest is written in upper case.
function normalizeEncoded(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return UNRESERVED.test(character) ? character : encoded.toUpperCase();
}
