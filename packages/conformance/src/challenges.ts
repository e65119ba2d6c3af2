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
 * 7.1): the offered schemes, the error on that of the request.
 */
export function challenges(reason: AuthErrorReason, variation: ChallengeVariation): string {
  const { code } = WIRE[reason];
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
  { realm = 'api', resourceMetadata, scope, algs = 'ES256' }: ChallengeVariation,
): string {
  const parameters: string[] = [];
  if (scheme === 'Bearer') parameters.push(`realm="${realm}"`);
  if (resourceMetadata !== undefined) parameters.push(`resource_metadata="${resourceMetadata}"`);
  if (reason !== undefined) {
    const { code, description } = WIRE[reason];
    if (scope !== undefined) parameters.push(`scope="${scope}"`);
    if (code !== 'unauthorized') {
      parameters.push(`error="${code}"`, `error_description="${description}"`);
    }
  }
  if (scheme === 'DPoP') parameters.push(`algs="${algs}"`);
  return `${scheme} ${parameters.join(', ')}`;
}
