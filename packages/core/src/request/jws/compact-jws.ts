import { isSafeJson } from '../safe-json.ts';
import { decodeInPlace } from './base64url.ts';
import type { OctetSlab } from './octet-slab.ts';

/** A JSON object of which nothing has been verified yet. */
export type UnverifiedObject = Readonly<Record<string, unknown>>;

/** A JWS taken apart, of which nothing has been verified yet. */
export interface UnverifiedJws {
  /** The header as it stands in the text: `readObject` reads it. */
  readonly encodedHeader: string;
  /** The payload as it stands in the text: `readObject` reads it. */
  readonly encodedClaims: string;
  /** The octets that were signed (RFC 7515 section 5.2). */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** What is wrong with a text that is no usable compact JWS. */
export type JwsDefect = 'opaque' | 'encrypted' | 'malformed';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1). Encrypted tokens and JSON serializations stay
 * unread. Not checked: what the header and the payload hold, nor that they are base64url.
 *
 * @param slab where the octets are put
 * @returns the parts, or what is wrong: not three parts, or a signature that is not base64url
 */
export function splitCompactJws(text: string, slab: OctetSlab): UnverifiedJws | JwsDefect {
  const first = text.indexOf('.');
  const second = text.indexOf('.', first + 1);
  if (first < 1 || second <= first + 1) return shapeDefect(text);
  // One array serves both: the signature is decoded where it stands, behind what was signed.
  const octets = slab.encode(text);
  if (octets === undefined) return shapeDefect(text);
  const end = decodeInPlace(octets, second + 1);
  if (end === undefined || end === second + 1) return shapeDefect(text);
  return {
    encodedHeader: text.slice(0, first),
    encodedClaims: text.slice(first + 1, second),
    signingInput: octets.subarray(0, second),
    signature: octets.subarray(second + 1, end),
  };
}

/** What is wrong with a part that holds no JSON object. */
export type PartDefect = 'not_base64url' | 'not_an_object';

/**
 * Reads the header or the payload of a JWS. Of two members with one name the last counts, as RFC
 * 7519 section 4 allows.
 *
 * @param slab where the octets are put
 * @returns the object, or what is wrong: not base64url, or not of a JSON object that code may copy
 * without harm (see `isSafeJson`)
 */
export function readObject(part: string, slab: OctetSlab): UnverifiedObject | PartDefect {
  const octets = slab.encode(part);
  const end = octets && decodeInPlace(octets, 0);
  if (octets === undefined || end === undefined) return 'not_base64url';
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(octets.subarray(0, end)));
  } catch {
    // The parser's own error quotes the token, so nothing is kept of it.
    return 'not_an_object';
  }
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!plain || Object.hasOwn(value as object, 'constructor') || !isSafeJson(value))
    return 'not_an_object';
  return value as UnverifiedObject;
}

// The parts are counted even where their characters are wrong, to name the likeliest mistake.
function shapeDefect(text: string): JwsDefect {
  const parts = text.split('.', 6).length;
  if (parts === 1) return 'opaque';
  return parts === 5 ? 'encrypted' : 'malformed';
}
