import { BASE64URL } from '../request/jws/base64url.ts';

/**
 * Makes the key under which a proof is remembered: the first 132 bits of the key's thumbprint and a
 * 96-bit hash of `jti`. No two clients can meet, because the thumbprint is a SHA-256; what a client
 * could make meet are two `jti` of its own, which refuses its own proof. So the hash of `jti` need
 * not be cryptographic, and costs no call of WebCrypto.
 */
export function replayKey(jkt: string, jti: string): string {
  const octets = new Uint8Array(THUMBPRINT_LENGTH + SEEDS.length * HASH_LENGTH);
  for (let index = 0; index < THUMBPRINT_LENGTH; index++) octets[index] = jkt.charCodeAt(index);
  let end = THUMBPRINT_LENGTH;
  for (const seed of SEEDS) end = putBase64(octets, end, hash32(jti, seed));
  // From octets, not by concatenation: a joined string would keep its long parts alive.
  return decoder.decode(octets);
}

const THUMBPRINT_LENGTH = 22;
/** Characters for 32 bits. */
const HASH_LENGTH = 6;
const SEEDS = [0x9747b28c, 0x3c6ef372, 0x1b873593];

const decoder = new TextDecoder();

function putBase64(octets: Uint8Array, start: number, value: number): number {
  for (let index = 0; index < HASH_LENGTH; index++) {
    octets[start + index] = BASE64URL[(value >>> (6 * index)) & 0b111111] as number;
  }
  return start + HASH_LENGTH;
}

// MurmurHash3 (x86, 32 bit; public domain, Austin Appleby) over UTF-16 code units.
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    let k = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    hash ^= Math.imul(k, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
