import type { JWK } from 'jose';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { SignatureAlgorithm } from '../request/signature-algorithms.ts';
import { VerificationKey } from '../request/verification-key.ts';

/** The keys that one issuer publishes at one time (RFC 7517 section 5). */
export class KeySet {
  readonly #byContent = new Map<string, VerificationKey>();
  readonly #published: ReadonlySet<VerificationKey>;

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
    const named = [...this.#published].filter((key) => kid === undefined || key.kid === kid);
    const fitting = named.filter((key) => key.fits(algorithm));
    if (fitting.length > 1) return 'ambiguous_key';
    return fitting[0] ?? (kid !== undefined && named.length > 0 ? 'unsuitable_key' : 'unknown_key');
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
