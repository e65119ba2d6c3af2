/**
 * Tells whether a URL's host is an address on the link alone (RFC 3927, RFC 4291 section 2.5.6). Cloud providers serve credentials of
 * the machine there; no authorization server lives at such an address.
 */
export function isLinkLocal(hostname: string): boolean {
  return hostname.startsWith('169.254.') || /^\[(fe[89ab]|::ffff:a9fe:)/.test(hostname);
}
