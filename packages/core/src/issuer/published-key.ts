import type { CryptoKey, JWK } from 'jose';
import { importJWK } from 'jose';
import { AuthorizationServerError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { SignatureAlgorithm } from '../request/signature-algorithms.ts';
import { ALGORITHM_TRAITS } from '../request/signature-algorithms.ts';

const MIN_RSA_BITS = 2048;

/** One public key of an issuer, imported once for each algorithm that it is used with. */
export class PublishedKey {
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
   *
   * @returns true, or the reason why not
   * @throws {AuthorizationServerError} `keys_invalid` for a key that cannot be imported
   */
  async verify(
    algorithm: SignatureAlgorithm,
    signature: Uint8Array<ArrayBuffer>,
    signingInput: Uint8Array<ArrayBuffer>,
  ): Promise<true | AuthErrorReason> {
    const key = this.#imported.get(algorithm) ?? (await this.#import(algorithm));
    const { modulusLength } = key.algorithm as { modulusLength?: number };
    if (modulusLength !== undefined && modulusLength < MIN_RSA_BITS) return 'weak_key';
    const { verify } = ALGORITHM_TRAITS[algorithm];
    const good = await crypto.subtle.verify(verify, key, signature, signingInput);
    return good || 'bad_signature';
  }

  // The settled key is kept, not the promise: what one request awaits belongs to no other (workerd).
  async #import(algorithm: SignatureAlgorithm): Promise<CryptoKey> {
    const { kty, n, e, crv, x, y } = this.#jwk;
    const publicJwk =
      kty === 'RSA' ? { kty, n, e } : kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x };
    try {
      const key = (await importJWK(publicJwk as JWK, algorithm)) as CryptoKey;
      this.#imported.set(algorithm, key);
      return key;
    } catch (cause) {
      throw new AuthorizationServerError('keys_invalid', { details: { kid: this.kid }, cause });
    }
  }
}
