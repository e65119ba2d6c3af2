import type { CryptoKey } from 'jose';
import { base64url } from 'jose';

/**
 * One part of a token: a string or bytes are taken as they stand, anything else is written as JSON.
 * A string is how to send JSON that no serializer writes: `1e999`, a member twice, half an object.
 */
export type RawPart = string | Uint8Array | object | number | boolean | null;

/** What `issuer.sign` signs. */
export interface SignInput {
  /** The JOSE header, exactly as it is to be: nothing is added, `alg` and `kid` included. */
  readonly header: RawPart;
  /** The payload. */
  readonly payload: RawPart;
  /**
   * The key to sign with, of any kind WebCrypto can sign with, HMAC included. Its own algorithm
   * decides how, whatever the header claims. Default: the issuer's current key.
   */
  readonly key?: CryptoKey | undefined;
}

const EC_HASHES: Readonly<Record<string, string>> = {
  'P-256': 'SHA-256',
  'P-384': 'SHA-384',
  'P-521': 'SHA-512',
};

/**
 * Signs a compact JWS (RFC 7515 section 7.1) over any header and payload. WebCrypto is called
 * directly because a JOSE library rightly refuses to write most of what a negative test needs.
 */
export async function signCompact(input: SignInput, currentKey: CryptoKey): Promise<string> {
  const { header, payload, key = currentKey } = input;
  const signed = `${encode(header)}.${encode(payload)}`;
  const signature = await crypto.subtle.sign(
    signatureParameters(key),
    key,
    new TextEncoder().encode(signed),
  );
  return `${signed}.${base64url.encode(new Uint8Array(signature))}`;
}

function encode(part: RawPart): string {
  if (typeof part === 'string' || part instanceof Uint8Array) return base64url.encode(part);
  return base64url.encode(JSON.stringify(part));
}

/** RFC 7518 sections 3.2 to 3.5 and RFC 8037, by what the key was made for. */
function signatureParameters(key: CryptoKey): AlgorithmIdentifier | EcdsaParams | RsaPssParams {
  const { name } = key.algorithm;
  if (name === 'ECDSA') {
    const { namedCurve } = key.algorithm as EcKeyAlgorithm;
    return { name, hash: EC_HASHES[namedCurve] ?? 'SHA-256' };
  }
  if (name === 'RSA-PSS') {
    const { hash } = key.algorithm as RsaHashedKeyAlgorithm;
    return { name, saltLength: Number.parseInt(hash.name.slice('SHA-'.length), 10) / 8 };
  }
  return { name };
}
