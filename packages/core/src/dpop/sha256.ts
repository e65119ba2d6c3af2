import { encodeBase64url } from '../request/jws/encode-base64url.ts';
import { OctetSlab } from '../request/jws/octet-slab.ts';

const encoder = new TextEncoder();
const slab = new OctetSlab();

/** Hashes a text as `ath` and thumbprints want it: base64url of SHA-256 (RFC 9449 section 4.2, RFC 7638 section 3). */
export async function sha256(text: string): Promise<string> {
  // Tokens are ASCII, and a slab costs a fifth of an array for each.
  const octets = slab.encode(text) ?? encoder.encode(text);
  const digest = await crypto.subtle.digest('SHA-256', octets);
  return encodeBase64url(new Uint8Array(digest));
}
