import { createECDH, createHash } from 'node:crypto';
import type { ClientKey } from '../setting.ts';

/** Octets of a coordinate of P-256. */
const COORDINATE = 32;

/**
 * Generates the P-256 keys of DPoP clients. Not by `generateKeyPair`, whose way through encodings takes 0.8 ms: of 100,000 keys,
 * more than a minute.
 */
export function generateClientKeys(count: number): ClientKey[] {
  return Array.from({ length: count }, () => {
    const pair = createECDH('prime256v1');
    // An octet that says that the point is not compressed, and both coordinates.
    const point = pair.generateKeys();
    const publicJwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.toString('base64url', 1, 1 + COORDINATE),
      y: point.toString('base64url', 1 + COORDINATE),
    };
    return { privateJwk: { ...publicJwk, d: scalar(pair.getPrivateKey()) }, publicJwk };
  });
}

// Node leaves leading zeros out; a JWK has them (RFC 7518 section 6.2.2.1).
function scalar(octets: Buffer): string {
  return Buffer.concat([Buffer.alloc(COORDINATE - octets.length), octets]).toString('base64url');
}

/** Gives the thumbprint of a client's key (RFC 7638). */
export function thumbprintOf({ publicJwk: { crv, kty, x, y } }: ClientKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
