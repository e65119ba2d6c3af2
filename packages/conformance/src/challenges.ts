import type { AuthErrorReason } from '@holdfast/auth-core';
import { WIRE } from './wire.ts';

/** How a scheme is written in a challenge. */
export type ChallengeScheme = 'Bearer' | 'DPoP';

/** What makes the challenges of a refusal differ from the common ones of its reason. */
export interface ChallengeVariation {
  /** The mode of the target. Default `allowed`. */
  readonly mode?: 'allowed' | 'required' | 'disabled' | undefined;
  /** The scheme that the request used. Default: DPoP for reasons that have to do with a proof, else Bearer. */
  readonly scheme?: ChallengeScheme | undefined;
  /** The algorithms of proofs. Default `ES256`. */
  readonly algs?: string | undefined;
  readonly realm?: string | undefined;
  readonly resourceMetadata?: string | undefined;
  /** The scopes that the challenge names. */
  readonly scope?: string | undefined;
  /** The authentication context classes that it names (RFC 9470 section 3). */
  readonly acrValues?: string | undefined;
  /** Seconds since the last sign-in that it names (RFC 9470 section 3). */
  readonly maxAge?: number | undefined;
}

const OFFERED: Readonly<Record<string, readonly ChallengeScheme[]>> = {
  allowed: ['Bearer', 'DPoP'],
  required: ['DPoP'],
  disabled: ['Bearer'],
};
const OF_THE_SCHEME_DPOP: readonly AuthErrorReason[] = [
  'missing_proof',
  'unbound_token',
  'thumbprint_mismatch',
];

/**
 * Gives the exact value of `WWW-Authenticate` for a reason (RFC 6750 section 3, RFC 9449 section
 * 7.1): the offered schemes, the error on that of the request. Null where other credentials would not
 * help.
 */
export function challenges(reason: AuthErrorReason, variation: ChallengeVariation): string | null {
  const { code, status } = WIRE[reason];
  if (status === 503 || code === 'access_denied') return null;
  const { mode = 'allowed', scheme = usualScheme(reason) } = variation;
  const offered = code === 'use_dpop_nonce' ? (['DPoP'] as const) : (OFFERED[mode] ?? []);
  const blamed = offered.find((name) => name === scheme) ?? offered[0];
  return offered
    .map((name) => challenge(name, name === blamed ? reason : undefined, variation))
    .join(', ');
}

function usualScheme(reason: AuthErrorReason): ChallengeScheme {
  const { code } = WIRE[reason];
  return code === 'invalid_dpop_proof' || OF_THE_SCHEME_DPOP.includes(reason) ? 'DPoP' : 'Bearer';
}

function challenge(
  scheme: ChallengeScheme,
  reason: AuthErrorReason | undefined,
  { realm = 'api', resourceMetadata, algs = 'ES256', ...variation }: ChallengeVariation,
): string {
  const parameters: string[] = [];
  if (scheme === 'Bearer') parameters.push(`realm="${realm}"`);
  if (resourceMetadata !== undefined) parameters.push(`resource_metadata="${resourceMetadata}"`);
  if (reason !== undefined) {
    const { code, description } = WIRE[reason];
    const { scope, acrValues, maxAge } = variation;
    if (scope !== undefined) parameters.push(`scope="${scope}"`);
    if (acrValues !== undefined) parameters.push(`acr_values="${acrValues}"`);
    if (maxAge !== undefined) parameters.push(`max_age="${maxAge}"`);
    if (code !== 'unauthorized') {
      parameters.push(`error="${code}"`, `error_description="${description}"`);
    }
  }
  if (scheme === 'DPoP') parameters.push(`algs="${algs}"`);
  return `${scheme} ${parameters.join(', ')}`;
}
