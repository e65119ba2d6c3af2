import { isSafeJson } from './safe-json.ts';

/** A JWS of which nothing has been verified yet: each part decoded once. */
export interface UnverifiedJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The octets that were signed (RFC 7515 section 5.2). */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** What is wrong with a text that is no usable compact JWS. */
export type JwsDefect = 'opaque' | 'encrypted' | 'malformed' | 'malformed_claims';

type JsonObject = Readonly<Record<string, unknown>>;

const BASE64URL_PARTS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1). Encrypted tokens and JSON serializations stay
 * unread. Of two members with one name the last counts, as RFC 7519 section 4 allows.
 *
 * @returns the parts, or what is wrong: not three base64url parts of which the first two are JSON
 * objects, or objects that would harm code which copies them (see `isSafeJson`)
 */
export function parseCompactJws(token: string): UnverifiedJws | JwsDefect {
  if (!BASE64URL_PARTS.test(token)) return shapeDefect(token);
  const first = token.indexOf('.');
  const second = token.indexOf('.', first + 1);
  const headerOctets = decode(token.slice(0, first));
  const claimsOctets = decode(token.slice(first + 1, second));
  const signature = decode(token.slice(second + 1));
  if (!headerOctets || !claimsOctets || !signature) return 'malformed';
  const header = parseObject(headerOctets);
  if (!header) return 'malformed';
  const claims = parseObject(claimsOctets);
  if (!claims) return 'malformed_claims';
  return { header, claims, signature, signingInput: encoder.encode(token.slice(0, second)) };
}

// The parts are counted even where their characters are wrong, to name the likeliest mistake.
function shapeDefect(token: string): JwsDefect {
  const parts = token.split('.', 6).length;
  if (parts === 1) return 'opaque';
  return parts === 5 ? 'encrypted' : 'malformed';
}

function parseObject(octets: Uint8Array): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(octets));
  } catch {
    // The parser's own error quotes the token, so nothing is kept of it.
    return undefined;
  }
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!plain || Object.hasOwn(value as object, 'constructor') || !isSafeJson(value))
    return undefined;
  return value as JsonObject;
}

function decode(part: string): Uint8Array<ArrayBuffer> | undefined {
  if (!isCanonical(part)) return undefined;
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const octets = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) octets[index] = binary.charCodeAt(index);
  return octets;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

// RFC 4648 section 3.5: bits that nothing decodes must be zero, or one token would have many spellings.
function isCanonical(part: string): boolean {
  const rest = part.length % 4;
  if (rest === 0) return true;
  if (rest === 1) return false;
  const last = ALPHABET.indexOf(part.charAt(part.length - 1));
  return (last & (rest === 2 ? 0b1111 : 0b11)) === 0;
}
