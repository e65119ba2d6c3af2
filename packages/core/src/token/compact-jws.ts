import { VerifyAccessTokenError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { AccessTokenHeader } from './auth-info.ts';
import { isSafeJson } from './safe-json.ts';

/** A JWS of which nothing has been verified yet: each part decoded once. */
export interface UnverifiedJws {
  readonly header: AccessTokenHeader;
  readonly claims: Readonly<Record<string, unknown>>;
  /** The octets that were signed (RFC 7515 section 5.2). */
  readonly signingInput: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

const BASE64URL_PARTS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * Takes a compact JWS apart (RFC 7515 section 3.1). Encrypted tokens and JSON serializations are
 * refused unread. Of two members with one name the last counts, as RFC 7519 section 4 allows.
 *
 * @throws {VerifyAccessTokenError} for anything that is not three base64url parts of which the first
 * two are JSON objects, and for objects that would harm code which copies them (see `isSafeJson`)
 */
export function parseCompactJws(token: string): UnverifiedJws {
  if (!BASE64URL_PARTS.test(token)) throw new VerifyAccessTokenError(shapeReason(token));
  const first = token.indexOf('.');
  const second = token.indexOf('.', first + 1);
  return {
    header: parseObject(token.slice(0, first), 'malformed_token') as AccessTokenHeader,
    claims: parseObject(token.slice(first + 1, second), 'malformed_claims'),
    signingInput: encoder.encode(token.slice(0, second)),
    signature: decode(token.slice(second + 1), 'malformed_token'),
  };
}

// The parts are counted even where their characters are wrong, to name the likeliest mistake.
function shapeReason(token: string): AuthErrorReason {
  const parts = token.split('.', 6).length;
  if (parts === 1) return 'opaque_token';
  return parts === 5 ? 'encrypted_token' : 'malformed_token';
}

function parseObject(part: string, reason: AuthErrorReason): Readonly<Record<string, unknown>> {
  const octets = decode(part, 'malformed_token');
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(octets));
  } catch {
    // The parser's own error quotes the token, so it is not kept as the cause.
    throw new VerifyAccessTokenError(reason);
  }
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!plain || Object.hasOwn(value as object, 'constructor') || !isSafeJson(value)) {
    throw new VerifyAccessTokenError(reason);
  }
  return value as Readonly<Record<string, unknown>>;
}

function decode(part: string, reason: AuthErrorReason): Uint8Array<ArrayBuffer> {
  if (!isCanonical(part)) throw new VerifyAccessTokenError(reason);
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
