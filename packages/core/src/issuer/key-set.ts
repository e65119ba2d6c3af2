import type { JWK } from 'jose';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { VerificationKey } from '../request/jws/verification-key.ts';

/** The keys that one issuer publishes at one time (RFC 7517 section 5). */
export class KeySet {
  readonly #byContent = new Map<string, VerificationKey>();
  readonly #published: ReadonlySet<VerificationKey>;
  readonly #byKid = new Map<string | undefined, VerificationKey[]>();

  /**
   * @param keys the members of a JWK Set; those of types that are not understood are ignored, as RFC 7517 section 5 wants
   * @param previous the set before: its keys are taken over where they have not changed, with what they have imported
   */
  constructor(keys: readonly unknown[], previous?: KeySet) {
    const known = previous === undefined ? undefined : previous.#byContent;
    for (const jwk of keys) {
      if (!isPublicJwk(jwk)) continue;
      const content = JSON.stringify(jwk);
      this.#byContent.set(content, known?.get(content) ?? new VerificationKey(jwk));
    }
    this.#published = new Set(this.#byContent.values());
    for (const key of this.#published) {
      const named = this.#byKid.get(key.kid);
      if (named === undefined) this.#byKid.set(key.kid, [key]);
      else named.push(key);
    }
  }

  has(key: VerificationKey): boolean {
    return this.#published.has(key);
  }

  /**
   * Chooses the key of a token: by `kid`, or the sole suitable one where the token names none.
   *
   * @returns the key, or the reason why there is none
   */
  choose(
    kid: string | undefined,
    algorithm: SignatureAlgorithm,
  ): VerificationKey | AuthErrorReason {
    let named = false;
    let chosen: VerificationKey | undefined;
    for (const key of kid === undefined ? this.#published : (this.#byKid.get(kid) ?? [])) {
      named = true;
      if (!key.fits(algorithm)) continue;
      if (chosen !== undefined) return 'ambiguous_key';
      chosen = key;
    }
    return chosen ?? (kid !== undefined && named ? 'unsuitable_key' : 'unknown_key');
  }
}

function isPublicJwk(value: unknown): value is JWK {
  const { kty, kid, key_ops: operations } = Object(value) as Record<string, unknown>;
  return (
    (kty === 'RSA' || kty === 'EC' || kty === 'OKP') &&
    (kid === undefined || typeof kid === 'string') &&
    (operations === undefined || Array.isArray(operations))
  );
}
