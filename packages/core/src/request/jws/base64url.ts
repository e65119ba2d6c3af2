/** The characters of base64url, as octets, by the six bits that they stand for (RFC 4648 section 5). */
export const BASE64URL: Uint8Array = new TextEncoder().encode(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
);

/** The value of each octet that stands for six bits; -1 for every other, which makes a whole group negative. */
const VALUES: Int8Array = new Int8Array(256).fill(-1);
for (const [value, octet] of BASE64URL.entries()) VALUES[octet] = value;

/**
 * Decodes base64url without padding (RFC 4648 section 5, RFC 7515 section 2) where it stands, from `start` to the end of
 * the octets, so that nothing is allocated.
 *
 * @returns where the decoded octets, which begin at `start`, end; undefined for what is not base64url, or not in its one canonical spelling,
 * and then what stood there is spoiled
 */
export function decodeInPlace(octets: Uint8Array, start: number): number | undefined {
  const rest = (octets.length - start) % 4;
  const groupsEnd = octets.length - rest;
  let end = start;
  let seen = 0;
  for (let index = start; index < groupsEnd; index += 4) {
    const group =
      (valueAt(octets, index) << 18) |
      (valueAt(octets, index + 1) << 12) |
      (valueAt(octets, index + 2) << 6) |
      valueAt(octets, index + 3);
    // One -1 among the four makes it negative; this is looked at once, behind the loop.
    seen |= group;
    octets[end] = group >> 16;
    octets[end + 1] = group >> 8;
    octets[end + 2] = group;
    end += 3;
  }
  if (rest === 0) return seen < 0 ? undefined : end;
  const last = valueAt(octets, octets.length - 1);
  if (rest === 1 || hasSpareBits(rest, last)) return undefined;
  const tail =
    (valueAt(octets, groupsEnd) << 12) |
    (valueAt(octets, groupsEnd + 1) << 6) |
    (rest === 3 ? last : 0);
  octets[end] = tail >> 10;
  if (rest === 3) octets[end + 1] = tail >> 2;
  return (seen | tail) < 0 ? undefined : end + rest - 1;
}

function valueAt(octets: Uint8Array, index: number): number {
  return VALUES[octets[index] as number] as number;
}

// RFC 4648 section 3.5: bits that nothing decodes must be zero, or one token would have many spellings.
function hasSpareBits(rest: number, last: number): boolean {
  return (last & (rest === 2 ? 0b1111 : 0b11)) !== 0;
}
