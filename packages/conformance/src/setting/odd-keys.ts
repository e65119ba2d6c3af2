// Keys that no honest issuer signs with: one that is too short, and secrets that everybody knows.
import type { SignInput } from '@holdfast/auth-testing';

type SigningKey = NonNullable<SignInput['key']>;

/** An RSA key below the 2048 bits of RFC 7518 section 3.3. */
export interface WeakKey {
  readonly publicJwk: JsonWebKey;
  readonly privateKey: SigningKey;
}

/** Makes a 1024-bit RSA key that signs with RS256. */
export async function createWeakKey(): Promise<WeakKey> {
  const algorithm: RsaHashedKeyGenParams = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const publicJwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { publicJwk, privateKey: pair.privateKey };
}

/** Secrets that an attacker knows: derived from a published RSA key, or empty. */
export type PublicSecret = 'pem' | 'pem-with-newline' | 'pem-other-label' | 'jwks-text' | 'empty';

/** Makes an HMAC SHA-256 key of a secret that is public. */
export async function importPublicSecret(
  secret: PublicSecret,
  publicKey: Readonly<Record<string, unknown>>,
): Promise<SigningKey> {
  const raw = new TextEncoder().encode(await secretText(secret, publicKey));
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function secretText(
  secret: PublicSecret,
  publicKey: Readonly<Record<string, unknown>>,
): Promise<string> {
  // HMAC pads a short key with zeros (RFC 2104), so one zero byte is the empty key, which WebCrypto does not take.
  if (secret === 'empty') return '\0';
  if (secret === 'jwks-text') return JSON.stringify({ keys: [publicKey] });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('jwk', publicKey, algorithm, true, ['verify']);
  const der = String.fromCharCode(...new Uint8Array(await crypto.subtle.exportKey('spki', key)));
  const label = secret === 'pem-other-label' ? 'RSA PUBLIC KEY' : 'PUBLIC KEY';
  const lines = btoa(der).match(/.{1,64}/g) ?? [];
  const pem = [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
  return secret === 'pem-with-newline' ? `\n${pem}` : pem;
}
