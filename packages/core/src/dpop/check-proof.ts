import { InvalidDpopProofError, VerifyAccessTokenError } from '../refusal/errors.ts';
import { normalizeHtu } from './htu.ts';
import type { NonceWindow } from './nonce-source.ts';
import { requireNonce } from './nonce-source.ts';
import type { ProofClaims } from './proof.ts';

/** What every proof is held against. */
export interface ProofPolicy {
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

/**
 * Checks what a proof says against the request that it came with: checks 8 to 12 of RFC 9449 section 4.3.
 *
 * @throws {InvalidDpopProofError} with the reason of the first check that fails
 * @throws {UseDpopNonceError} when the server asks for a nonce and the proof's is not good
 */
export function checkProof(claims: ProofClaims, context: ProofContext, policy: ProofPolicy): void {
  checkMethod(claims.htm, context.method);
  checkUrl(claims.htu, context.url);
  if (context.nonces) requireNonce(context.nonces, claims.nonce);
  checkTime(claims.iat, policy);
  if (claims.ath !== context.tokenHash) throw new InvalidDpopProofError('ath_mismatch');
}

/**
 * Checks that the proof's key is that of the token, which names its thumbprint (RFC 9449 section 6.1).
 *
 * @param expected undefined leaves it unchecked
 * @throws {VerifyAccessTokenError} `thumbprint_mismatch`
 */
export function requireBoundKey(expected: string | undefined, received: string): void {
  if (expected === undefined || expected === received) return;
  throw new VerifyAccessTokenError('thumbprint_mismatch', { details: { expected, received } });
}

// Exactly, save that clients may write a method in lower case.
function checkMethod(htm: string, method: string): void {
  if (htm === method || htm === method.toLowerCase()) return;
  throw new InvalidDpopProofError('htm_mismatch', {
    details: { expected: method, received: htm.slice(0, 32) },
  });
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

function checkTime(iat: number, { maxAge, leeway, now: clock }: ProofPolicy): void {
  const now = clock();
  const details = { iat, now, maxAge, leeway };
  if (!(iat >= now - maxAge)) throw new InvalidDpopProofError('proof_expired', { details });
  if (!(iat <= now + leeway)) throw new InvalidDpopProofError('proof_not_yet_valid', { details });
}
