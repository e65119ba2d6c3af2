import { LruCache } from '../lru-cache.ts';
import { InvalidDpopProofError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import { detached } from '../request/detached.ts';
import type { DpopProofInfo } from '../request/dpop-proof-info.ts';
import type { UnverifiedJws } from '../request/jws/compact-jws.ts';
import { readObject, splitCompactJws } from '../request/jws/compact-jws.ts';
import { OctetSlab } from '../request/jws/octet-slab.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import type { SignatureVerdict } from '../request/jws/verification-key.ts';
import type { ProofContext, ProofPolicy } from './check-proof.ts';
import { checkProof, requireBoundKey } from './check-proof.ts';
import type { ProofClaims } from './proof.ts';
import { readProofClaims } from './proof.ts';
import type { ProofKey } from './proof-key.ts';
import { readProofKey } from './proof-key.ts';

/** How many clients' keys are remembered. */
const MAX_KEYS = 5000;

/** The longest encoded header that is remembered with its key: twice that of an RSA key of 4096 bits. */
const MAX_HEADER_LENGTH = 2048;

/** What a verifier takes of all proofs. */
export interface ProofVerifierPolicy extends ProofPolicy {
  readonly algorithms: readonly SignatureAlgorithm[];
}

/** A proof that passed every check but its replay. */
export interface VerifiedProof {
  readonly info: DpopProofInfo;
  readonly nonce: string | undefined;
}

/** A proof taken apart, of which nothing has been verified yet. */
interface ReadProof {
  readonly jws: UnverifiedJws;
  readonly claims: ProofClaims;
  readonly context: ProofContext;
}

/** Verifies DPoP proofs: the checks of RFC 9449 section 4.3, in their order. */
export class ProofVerifier {
  readonly #policy: ProofVerifierPolicy;
  /** Keyed by the encoded header, which all proofs of one client share. */
  readonly #keys = new LruCache<string, ProofKey>(MAX_KEYS);
  readonly #slab = new OctetSlab();

  constructor(policy: ProofVerifierPolicy) {
    this.#policy = policy;
  }

  /**
   * Verifies one proof.
   *
   * @throws {InvalidDpopProofError} also by rejection: with the reason of the first check that fails
   * @throws {VerifyAccessTokenError} by rejection: `thumbprint_mismatch`
   * @throws {UseDpopNonceError} by rejection, when the server asks for a nonce and the proof's is not good
   */
  verify(proof: string, context: ProofContext): Promise<VerifiedProof> {
    const jws = splitCompactJws(proof, this.#slab);
    if (typeof jws === 'string') throw malformed();
    // One client's proofs all begin with the same text: a key that is known was read from it.
    const known = this.#keys.get(jws.encodedHeader);
    const header = known === undefined ? readObject(jws.encodedHeader, this.#slab) : undefined;
    const payload = readObject(jws.encodedClaims, this.#slab);
    if (typeof header === 'string' || typeof payload === 'string') throw malformed();
    const read = { jws, claims: readProofClaims(payload), context };
    if (known !== undefined) return this.#verifyWith(known, read);
    return readProofKey(header ?? {}, this.#policy.algorithms).then(async (key) => {
      const verified = await this.#verifyWith(key, read);
      this.#remember(jws.encodedHeader, key);
      return verified;
    });
  }

  #verifyWith(key: ProofKey, { jws, claims, context }: ReadProof): Promise<VerifiedProof> {
    return key.key.verify(key.algorithm, jws.signature, jws.signingInput).then((verdict) => {
      if (verdict !== 'good') throw refusedSignature(verdict, key.algorithm);
      checkProof(claims, context, this.#policy);
      requireBoundKey(context.jkt, key.jkt);
      return { info: { jkt: key.jkt, jti: claims.jti, iat: claims.iat }, nonce: claims.nonce };
    });
  }

  // A stranger cannot fill it with requests: whoever comes this far holds the key of the token.
  #remember(encodedHeader: string, key: ProofKey): void {
    if (encodedHeader.length <= MAX_HEADER_LENGTH) this.#keys.set(detached(encodedHeader), key);
  }
}

function malformed(): InvalidDpopProofError {
  return new InvalidDpopProofError('malformed_proof');
}

function refusedSignature(
  verdict: SignatureVerdict,
  algorithm: SignatureAlgorithm,
): InvalidDpopProofError {
  const reason: AuthErrorReason =
    verdict === 'bad_signature' ? 'proof_bad_signature' : 'proof_unsuitable_key';
  return new InvalidDpopProofError(reason, { details: { alg: algorithm } });
}
