import { encodeBase64url } from '../request/jws/encode-base64url.ts';

/** Hashes octets as `ath` and thumbprints want it: base64url of SHA-256 (RFC 9449 section 4.2, RFC 7638 section 3). */
export async function sha256(octets: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', octets)));
}
