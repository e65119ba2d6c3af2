import type { CryptoKey, JWK } from 'jose';
import { importJWK } from 'jose';
import type { SignatureAlgorithm } from './signature-algorithms.ts';
import { ALGORITHM_TRAITS } from './signature-algorithms.ts';

const MIN_RSA_BITS = 2048;

/** What came of checking a signature. */
export type SignatureVerdict = 'good' | 'bad_signature' | 'weak_key' | 'invalid_key';

/** One public JWK that verifies signatures, imported once for each algorithm that it is used with. */
export class VerificationKey {
  readonly #jwk: JWK;
  readonly #imported = new Map<SignatureAlgorithm, CryptoKey>();

  constructor(jwk: JWK) {
    this.#jwk = jwk;
  }

  get kid(): string | undefined {
    return this.#jwk.kid;
  }

  /**
   * Tells whether the key is meant for an algorithm: by type, curve, `use`, `key_ops` and its own
   * `alg` (RFC 7517 section 4). The header of a token never decides this alone.
   */
  fits(algorithm: SignatureAlgorithm): boolean {
    const { kty, crv, use, key_ops: operations, alg } = this.#jwk;
    const traits = ALGORITHM_TRAITS[algorithm];
    return (
      kty === traits.kty &&
      (traits.crv === undefined || crv === traits.crv) &&
      (use === undefined || use === 'sig') &&
      (operations === undefined || operations.includes('verify')) &&
      (alg === undefined || alg === algorithm)
    );
  }

  /**
   * Verifies a signature. The algorithm is one that the key fits; it and the hash were fixed when
   * the key was imported, so WebCrypto is called directly and nothing is parsed a second time.
   */
  async verify(
    algorithm: SignatureAlgorithm,
    signature: Uint8Array<ArrayBuffer>,
    signingInput: Uint8Array<ArrayBuffer>,
  ): Promise<SignatureVerdict> {
    const key = this.#imported.get(algorithm) ?? (await this.#import(algorithm));
    if (key === undefined) return 'invalid_key';
    const { modulusLength } = key.algorithm as { modulusLength?: number };
    if (modulusLength !== undefined && modulusLength < MIN_RSA_BITS) return 'weak_key';
    const { verify } = ALGORITHM_TRAITS[algorithm];
    try {
      const good = await crypto.subtle.verify(verify, key, signature, signingInput);
      return good ? 'good' : 'bad_signature';
    } catch {
      // Deno imports a point that is not on the curve, and throws only here.
      return 'invalid_key';
    }
  }

  // The settled key is kept, not the promise: what one request awaits belongs to no other (workerd).
  async #import(algorithm: SignatureAlgorithm): Promise<CryptoKey | undefined> {
    try {
      const key = (await importJWK(publicMembers(this.#jwk), algorithm)) as CryptoKey;
      this.#imported.set(algorithm, key);
      return key;
    } catch {
      return undefined;
    }
  }
}

/** The members that make a public key (RFC 7518 section 6, RFC 8037 section 2), and no other. */
export function publicMembers({ kty, n, e, crv, x, y }: JWK): JWK {
  if (kty === 'RSA') return { kty, n, e } as JWK;
  return (kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x }) as JWK;
}
