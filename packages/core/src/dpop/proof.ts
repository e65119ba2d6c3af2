import { InvalidDpopProofError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import { trimBlank } from '../request/blank.ts';

/** The claims of a proof after their presence and types were checked (RFC 9449 section 4.2). */
export interface ProofClaims {
  readonly jti: string;
  readonly htm: string;
  readonly htu: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly ath: string;
  readonly nonce: string | undefined;
}

/** The longest accepted proof, in characters. */
export const MAX_PROOF_LENGTH: number = 8 * 1024;

const MAX_JTI_LENGTH = 256;

const REQUIRED = ['jti', 'htm', 'htu', 'iat', 'ath'] as const;
const STRINGS = ['jti', 'htm', 'htu', 'ath', 'nonce'] as const;

/**
 * Reads the one proof of a request's `DPoP` field (RFC 9449 section 4.3, check 1).
 *
 * @param values every value of the field
 * @throws {InvalidDpopProofError} `repeated_proof`, also for values that Fetch has joined with a comma; `proof_too_large`
 */
export function readProof(values: readonly string[]): string {
  const [proof = ''] = values;
  if (values.length !== 1 || proof.includes(',')) throw new InvalidDpopProofError('repeated_proof');
  if (proof.length > MAX_PROOF_LENGTH) {
    throw new InvalidDpopProofError('proof_too_large', {
      details: { length: proof.length, most: MAX_PROOF_LENGTH },
    });
  }
  return trimBlank(proof);
}

/**
 * Checks that the claims are there and of the right type (RFC 9449 section 4.3, check 3).
 *
 * @throws {InvalidDpopProofError} `proof_missing_claim` or `proof_invalid_claim`
 */
export function readProofClaims(claims: Readonly<Record<string, unknown>>): ProofClaims {
  const { jti, htm, htu, iat, ath, nonce } = claims;
  for (const claim of REQUIRED) {
    if (claims[claim] === undefined) refuse('proof_missing_claim', { claim });
  }
  if (typeof iat !== 'number' || !Number.isFinite(iat)) {
    refuse('proof_invalid_claim', { claim: 'iat', expected: 'finite number' });
  }
  for (const claim of STRINGS) {
    const value = claims[claim];
    if (typeof value === 'string' || (claim === 'nonce' && value === undefined)) continue;
    refuse('proof_invalid_claim', { claim, expected: 'string' });
  }
  const length = (jti as string).length;
  if (length === 0 || length > MAX_JTI_LENGTH) {
    refuse('proof_invalid_claim', { claim: 'jti', length, most: MAX_JTI_LENGTH });
  }
  return { jti, htm, htu, iat, ath, nonce } as ProofClaims;
}

function refuse(reason: AuthErrorReason, details: Readonly<Record<string, unknown>>): never {
  throw new InvalidDpopProofError(reason, { details });
}
