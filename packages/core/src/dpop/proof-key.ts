import type { JWK } from 'jose';
import { InvalidDpopProofError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { publicMembers, VerificationKey } from '../request/jws/verification-key.ts';
import { sha256 } from './sha256.ts';

/** The key of a proof, with what its header says. One client's proofs all have the same header. */
export interface ProofKey {
  readonly algorithm: SignatureAlgorithm;
  readonly key: VerificationKey;
  /** The key's thumbprint (RFC 7638), base64url of SHA-256. */
  readonly jkt: string;
}

/**
 * Checks the header of a proof (RFC 9449 section 4.3, checks 4, 5 and 7) and reads its key.
 *
 * @throws {InvalidDpopProofError} with the reason of the first check that fails
 */
export async function readProofKey(
  header: Readonly<Record<string, unknown>>,
  allowed: readonly SignatureAlgorithm[],
): Promise<ProofKey> {
  // RFC 7797 section 6: b64 is nothing without crit, and changes what was signed.
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) {
    refuse('proof_critical_header');
  }
  const { typ, alg, jwk } = header;
  if (typeof typ !== 'string' || typ.toLowerCase() !== 'dpop+jwt') refuse('proof_type_mismatch');
  const algorithm = allowed.find((name) => name === alg);
  if (algorithm === undefined) refuse('proof_algorithm_not_allowed', { expected: allowed });
  const given = readJwk(jwk);
  if (!new VerificationKey(given).fits(algorithm)) refuse('proof_unsuitable_key', { alg });
  // What is remembered holds the key's own members and nothing that a client adds to them.
  const publicKey = publicMembers(given);
  if (!Object.values(publicKey).every((value) => typeof value === 'string' && MEMBER.test(value))) {
    refuse('proof_unsuitable_key', { alg });
  }
  return {
    algorithm,
    key: new VerificationKey(publicKey),
    jkt: await thumbprint(publicKey),
  };
}

// The name of a type or a curve, or base64url (RFC 7518 section 6): what else a runtime's import steps over would give
// one key many thumbprints.
const MEMBER = /^[\w-]+$/;

// RFC 7638 section 3: the members that make the key, in the order of their names, and no white space.
function thumbprint(publicKey: JWK): Promise<string> {
  const members = JSON.stringify(publicKey, Object.keys(publicKey).sort());
  return sha256(new TextEncoder().encode(members));
}

// The members of a private or a symmetric key (RFC 7518 sections 6.2.2, 6.3.2 and 6.4).
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

function readJwk(value: unknown): JWK {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('proof_missing_key');
  }
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(value, member))) refuse('proof_private_key');
  const { kty, key_ops: operations } = value as JWK;
  if (typeof kty !== 'string' || (operations !== undefined && !Array.isArray(operations))) {
    refuse('proof_unsuitable_key');
  }
  return value as JWK;
}

function refuse(reason: AuthErrorReason, details: Readonly<Record<string, unknown>> = {}): never {
  throw new InvalidDpopProofError(reason, { details });
}
