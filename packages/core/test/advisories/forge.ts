import { createHmac } from 'node:crypto';
import { base64url } from 'jose';
import { AUDIENCE, NOW } from '../protected-api.ts';

/** Good claims; a member that is undefined is left out. */
export function goodClaims(
  issuer: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    iss: issuer,
    aud: AUDIENCE,
    sub: 'user',
    client_id: 'client',
    iat: NOW,
    exp: NOW + 3600,
    jti: 'jti',
    ...overrides,
  };
}

/** Good claims as JSON text in which one member is written exactly so, after all others. */
export function claimsText(issuer: string, member: string): string {
  const others = JSON.stringify(goodClaims(issuer)).slice(0, -1);
  return `${others},${member}}`;
}

/** The first two parts of a token, and what is to be signed. */
export function unsigned(header: unknown, payload: unknown): string {
  return `${encoded(header)}.${encoded(payload)}`;
}

/** Signs as HS256, HS384 or HS512 with any secret, an empty one included. */
export function hmacToken(
  header: { readonly alg: string; readonly [parameter: string]: unknown },
  payload: unknown,
  secret: string | Uint8Array,
): string {
  const input = unsigned(header, payload);
  const hash = `sha${header.alg.slice(2)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}

export function encoded(part: unknown): string {
  return base64url.encode(typeof part === 'string' ? part : JSON.stringify(part));
}
