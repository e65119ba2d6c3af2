import type { CryptoKey, JWK } from 'jose';
import { isJwkFor } from './key-fit.ts';
import type { SignatureAlgorithm } from './signature-algorithms.ts';
import { ALGORITHM_TRAITS } from './signature-algorithms.ts';

const MIN_RSA_BITS = 2048;

/** What came of checking a signature. */
export type SignatureVerdict = 'good' | 'bad_signature' | 'weak_key' | 'invalid_key';

/** One public JWK that verifies signatures, imported once for each algorithm that it is used with. */
export class VerificationKey {
  readonly #jwk: JWK;
  readonly #imported = new Map<SignatureAlgorithm, CryptoKey | 'weak_key'>();

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
    const { use, key_ops: operations, alg } = this.#jwk;
    return (
      isJwkFor(algorithm, this.#jwk) &&
      (use === undefined || use === 'sig') &&
      (operations === undefined || operations.includes('verify')) &&
      (alg === undefined || alg === algorithm)
    );
  }

  /**
   * Verifies a signature. The algorithm is one that the key fits; it and the hash were fixed when
   * the key was imported, so WebCrypto is called directly and nothing is parsed a second time.
   *
   * @returns what came of it; the promise never rejects
   */
  verify(
    algorithm: SignatureAlgorithm,
    signature: Uint8Array<ArrayBuffer>,
    signingInput: Uint8Array<ArrayBuffer>,
  ): Promise<SignatureVerdict> {
    const key = this.#imported.get(algorithm);
    if (typeof key !== 'object') return this.#verifyLater(algorithm, signature, signingInput);
    const { verify } = ALGORITHM_TRAITS[algorithm];
    return crypto.subtle.verify(verify, key, signature, signingInput).then(verdictOf, invalidKey);
  }

  async #verifyLater(
    algorithm: SignatureAlgorithm,
    signature: Uint8Array<ArrayBuffer>,
    signingInput: Uint8Array<ArrayBuffer>,
  ): Promise<SignatureVerdict> {
    const key = this.#imported.get(algorithm) ?? (await this.#import(algorithm));
    return typeof key === 'string' ? key : this.verify(algorithm, signature, signingInput);
  }

  // By WebCrypto itself: what jose's importJWK does besides is to look the algorithm up, and it wraps what went
  // wrong. The settled key is kept, not the promise: what one request awaits belongs to no other (workerd).
  async #import(algorithm: SignatureAlgorithm): Promise<CryptoKey | 'weak_key' | 'invalid_key'> {
    try {
      const key = await crypto.subtle.importKey(
        'jwk',
        publicMembers(this.#jwk) as JsonWebKey,
        ALGORITHM_TRAITS[algorithm].import,
        false,
        ['verify'],
      );
      const { modulusLength } = key.algorithm as { modulusLength?: number };
      const isWeak = modulusLength !== undefined && modulusLength < MIN_RSA_BITS;
      const ready = isWeak ? 'weak_key' : key;
      this.#imported.set(algorithm, ready);
      return ready;
    } catch {
      return 'invalid_key';
    }
  }
}

/** The members that make a public key (RFC 7518 section 6, RFC 8037 section 2), and no other. */
export function publicMembers({ kty, n, e, crv, x, y }: JWK): JWK {
  if (kty === 'RSA') return { kty, n, e } as JWK;
  return (kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x }) as JWK;
}

function verdictOf(isGood: boolean): SignatureVerdict {
  return isGood ? 'good' : 'bad_signature';
}

// Deno imports a point that is not on the curve, and throws only when it verifies.
function invalidKey(): SignatureVerdict {
  return 'invalid_key';
}
