/**
 * Makes the key under which a proof is remembered: the first 132 bits of the key's thumbprint and a
 * 96-bit hash of `jti`. No two clients can meet, because the thumbprint is a SHA-256; what a client
 * could make meet are two `jti` of its own, which refuses its own proof. So the hash of `jti` need
 * not be cryptographic, and costs no call of WebCrypto.
 */
export function replayKey(jkt: string, jti: string): string {
  const codes: number[] = [];
  for (let index = 0; index < THUMBPRINT_LENGTH; index++) codes.push(jkt.charCodeAt(index));
  for (const seed of SEEDS) pushBase64(codes, hash32(jti, seed));
  // From codes, not by concatenation: a joined string would keep its long parts alive.
  return String.fromCharCode.apply(undefined, codes);
}

const THUMBPRINT_LENGTH = 22;
const SEEDS = [0x9747b28c, 0x3c6ef372, 0x1b873593];
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function pushBase64(codes: number[], value: number): void {
  for (let shift = 0; shift < 32; shift += 6) {
    codes.push(ALPHABET.charCodeAt((value >>> shift) & 0b111111));
  }
}

// MurmurHash3 (x86, 32 bit; public domain, Austin Appleby) over UTF-16 code units.
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    let k = Math.imul(text.charCodeAt(index), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    hash ^= Math.imul(k, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = Math.imul(hash, 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
