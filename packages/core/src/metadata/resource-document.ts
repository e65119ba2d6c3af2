import type { Members } from '../options/checks.ts';
import type { AcceptedIssuers } from '../options/issuers.ts';
import type { Scheme } from '../refusal/challenge.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';

/** What the document says besides the members that the application gave. */
export interface ResourceFacts {
  readonly accepted: AcceptedIssuers;
  /** The schemes that are offered. */
  readonly schemes: readonly Scheme[];
  readonly proofAlgorithms: readonly SignatureAlgorithm[];
}

/** Builds the protected resource metadata (RFC 9728 section 2) as JSON text. */
export function resourceDocument(
  members: Members,
  { accepted, schemes, proofAlgorithms }: ResourceFacts,
): string {
  const proofs = schemes.includes('dpop')
    ? {
        dpop_signing_alg_values_supported: proofAlgorithms,
        dpop_bound_access_tokens_required: !schemes.includes('bearer'),
      }
    : {};
  const document = {
    // Where a function names the issuers, only the application knows which there are.
    authorization_servers: accepted.policies?.map(({ issuer }) => issuer),
    ...members,
    bearer_methods_supported: ['header'],
    ...proofs,
  };
  // RFC 9728 section 3.2: parameters with zero values are left out.
  const told = Object.entries(document).filter(([, value]) => !isEmptyList(value));
  return JSON.stringify(Object.fromEntries(told));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
