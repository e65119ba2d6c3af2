import { LruCache } from '../lru-cache.ts';
import { InvalidDpopProofError, VerifyAccessTokenError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import { detached } from '../request/detached.ts';
import type { DpopProofInfo } from '../request/dpop-proof-info.ts';
import type { UnverifiedJws } from '../request/jws/compact-jws.ts';
import { readObject, splitCompactJws } from '../request/jws/compact-jws.ts';
import { OctetSlab } from '../request/jws/octet-slab.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import type { SignatureVerdict } from '../request/jws/verification-key.ts';
import { normalizeHtu } from './htu.ts';
import type { NonceWindow } from './nonce-source.ts';
import { requireNonce } from './nonce-source.ts';
import type { ProofClaims } from './proof.ts';
import { readProofClaims } from './proof.ts';
import type { ProofKey } from './proof-key.ts';
import { readProofKey } from './proof-key.ts';

/** How many clients' keys are remembered. */
const MAX_KEYS = 5000;

/** The longest encoded header that is remembered with its key: twice that of an RSA key of 4096 bits. */
const MAX_HEADER_LENGTH = 2048;

/** What every proof is held against. */
export interface ProofPolicy {
  readonly algorithms: readonly SignatureAlgorithm[];
  /** Seconds for which a proof is good. */
  readonly maxAge: number;
  /** Seconds by which a client's clock may be ahead. */
  readonly leeway: number;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** What one proof is held against. */
export interface ProofContext {
  readonly method: string;
  /** The URL that the client called; undefined where it cannot be told. */
  readonly url: string | undefined;
  /** The hash of the access token: `ath`. */
  readonly tokenHash: string;
  /** The nonces of this server; undefined where it asks for none. */
  readonly nonces: NonceWindow | undefined;
  /** The thumbprint that the access token names: `cnf.jkt`. Undefined leaves the binding unchecked. */
  readonly jkt: string | undefined;
}

/** A proof that passed every check but its replay. */
export interface VerifiedProof {
  readonly info: DpopProofInfo;
  readonly nonce: string | undefined;
}

/** Verifies DPoP proofs: the checks of RFC 9449 section 4.3, in their order. */
export class ProofVerifier {
  readonly #policy: ProofPolicy;
  /** Keyed by the encoded header, which all proofs of one client share. */
  readonly #keys = new LruCache<string, ProofKey>(MAX_KEYS);
  readonly #slab = new OctetSlab();

  constructor(policy: ProofPolicy) {
    this.#policy = policy;
  }

  /**
   * Verifies one proof.
   *
   * @throws {InvalidDpopProofError} with the reason of the first check that fails; also by rejection
   * @throws {VerifyAccessTokenError} `thumbprint_mismatch`
   * @throws {UseDpopNonceError} when the server asks for a nonce and the proof's is not good
   */
  verify(proof: string, context: ProofContext): Promise<VerifiedProof> {
    const jws = splitCompactJws(proof, this.#slab);
    if (typeof jws === 'string') throw malformed();
    // One client's proofs all begin with the same text: a key that is known was read from it.
    const known = this.#keys.get(jws.encodedHeader);
    const header = known === undefined ? readObject(jws.encodedHeader) : undefined;
    const payload = readObject(jws.encodedClaims);
    if (typeof header === 'string' || typeof payload === 'string') throw malformed();
    const claims = readProofClaims(payload);
    return known === undefined
      ? readProofKey(header ?? {}, this.#policy.algorithms).then((key) =>
          this.#verifyWith(key, jws, claims, context),
        )
      : this.#verifyWith(known, jws, claims, context);
  }

  #verifyWith(
    key: ProofKey,
    { encodedHeader, signature, signingInput }: UnverifiedJws,
    claims: ProofClaims,
    context: ProofContext,
  ): Promise<VerifiedProof> {
    return key.key.verify(key.algorithm, signature, signingInput).then((verdict) => {
      if (verdict !== 'good') throw refusedSignature(verdict, key.algorithm);
      this.#checkContent(claims, context);
      if (context.jkt !== undefined) requireSameKey(context.jkt, key.jkt);
      this.#remember(encodedHeader, key);
      return { info: { jkt: key.jkt, jti: claims.jti, iat: claims.iat }, nonce: claims.nonce };
    });
  }

  // A stranger cannot fill the cache: whoever comes this far holds the key of the token.
  #remember(encodedHeader: string, key: ProofKey): void {
    if (encodedHeader.length > MAX_HEADER_LENGTH || this.#keys.get(encodedHeader)) return;
    this.#keys.set(detached(encodedHeader), key);
  }

  #checkContent(claims: ProofClaims, context: ProofContext): void {
    checkMethod(claims.htm, context.method);
    checkUrl(claims.htu, context.url);
    if (context.nonces) requireNonce(context.nonces, claims.nonce);
    this.#checkTime(claims.iat);
    if (claims.ath !== context.tokenHash) throw new InvalidDpopProofError('ath_mismatch');
  }

  #checkTime(iat: number): void {
    const { maxAge, leeway } = this.#policy;
    const now = this.#policy.now();
    const details = { iat, now, maxAge, leeway };
    if (!(iat >= now - maxAge)) throw new InvalidDpopProofError('proof_expired', { details });
    if (!(iat <= now + leeway)) throw new InvalidDpopProofError('proof_not_yet_valid', { details });
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

// Exactly, save that clients may write a method in lower case.
function checkMethod(htm: string, method: string): void {
  if (htm === method || htm === method.toLowerCase()) return;
  throw new InvalidDpopProofError('htm_mismatch', {
    details: { expected: method, received: htm.slice(0, 32) },
  });
}

// RFC 9449 section 6.1: the token names the thumbprint of the key that must sign its proofs.
function requireSameKey(expected: string, received: string): void {
  if (expected === received) return;
  throw new VerifyAccessTokenError('thumbprint_mismatch', { details: { expected, received } });
}

function checkUrl(htu: string, url: string | undefined): void {
  const expected = url === undefined ? undefined : normalizeHtu(url);
  // What is written alike needs not be normalized a second time.
  if (expected !== undefined && (htu === url || normalizeHtu(htu) === expected)) return;
  throw new InvalidDpopProofError('htu_mismatch', {
    details: {
      expected: expected ?? 'the URL of the request, which cannot be told from what came',
      // Without its query, where a careless client may have put a token.
      received: htu
        .replace(/[?#].*$/s, '')
        .replace(/\/\/[^/]*@/, '//***@')
        .slice(0, 512),
      hint: 'Behind a proxy or gateway, set publicUrl, or have the framework trust the proxy.',
    },
  });
}
