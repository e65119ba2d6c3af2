import { encodeBase64url } from '../request/jws/encode-base64url.ts';

const encoder = new TextEncoder();

/** Hashes a text as `ath` and thumbprints want it: base64url of SHA-256 (RFC 9449 section 4.2, RFC 7638 section 3). */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(text));
  return encodeBase64url(new Uint8Array(digest));
}
