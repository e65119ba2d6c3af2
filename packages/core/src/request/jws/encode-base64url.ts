import { BASE64URL } from './base64url.ts';

const decoder = new TextDecoder();

/** Encodes octets, or the UTF-8 of a text, in base64url without padding (RFC 7515 section 2). */
export function encodeBase64url(input: string | Uint8Array): string {
  const octets = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const encoded = new Uint8Array(Math.ceil((octets.length * 4) / 3));
  let end = 0;
  for (let index = 0; index < octets.length; index += 3) {
    // What stands behind the last octet counts as zeros.
    const group =
      ((octets[index] ?? 0) << 16) | ((octets[index + 1] ?? 0) << 8) | (octets[index + 2] ?? 0);
    for (let shift = 18; shift >= 0 && end < encoded.length; shift -= 6) {
      encoded[end++] = BASE64URL[(group >> shift) & 0b111111] as number;
    }
  }
  return decoder.decode(encoded);
}
