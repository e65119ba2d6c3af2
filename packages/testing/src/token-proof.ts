import type { JWK } from 'jose';
import { EmbeddedJWK, jwtVerify } from 'jose';
import { TEST_ALGORITHMS } from './algorithms.ts';

/**
 * Verifies the DPoP proof of a token request (RFC 9449 section 5): its form, `typ`, signature,
 * `htm` and `htu`. Neither its age nor whether it was used before is checked.
 *
 * @returns the proof's public key, or null when the proof is not good
 */
export async function readProofKey(
  proof: string,
  { method, url }: Pick<Request, 'method' | 'url'>,
): Promise<JWK | null> {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      algorithms: [...TEST_ALGORITHMS],
      typ: 'dpop+jwt',
      requiredClaims: ['jti', 'htm', 'htu', 'iat'],
    });
    const { htm, htu } = payload;
    const fits =
      htm === method && typeof htu === 'string' && withoutQuery(htu) === withoutQuery(url);
    return fits ? (protectedHeader.jwk ?? null) : null;
  } catch {
    return null;
  }
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
