import type { SignatureAlgorithm } from './signature-algorithms.ts';
import { ALGORITHM_TRAITS } from './signature-algorithms.ts';

/** Tells whether a JWK is of the type and the curve of an algorithm (RFC 7518 section 6.1). */
export function isJwkFor(
  algorithm: SignatureAlgorithm,
  { kty, crv }: { readonly kty?: unknown; readonly crv?: unknown },
): boolean {
  const traits = ALGORITHM_TRAITS[algorithm];
  return kty === traits.kty && (traits.crv === undefined || crv === traits.crv);
}

/**
 * Tells whether a CryptoKey is for an algorithm and its hash.
 *
 * @param parameters the key's `algorithm`; anything, where it may be no key
 */
export function isCryptoKeyFor(algorithm: SignatureAlgorithm, parameters: unknown): boolean {
  const wanted = ALGORITHM_TRAITS[algorithm].import;
  const { name, namedCurve, hash } = Object(parameters) as Readonly<Record<string, unknown>>;
  const { name: hashName } = Object(hash) as { readonly name?: unknown };
  return name === wanted.name && namedCurve === wanted.namedCurve && hashName === wanted.hash;
}
