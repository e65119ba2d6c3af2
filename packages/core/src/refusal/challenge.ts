import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import type {
  AuthError,
  InsufficientScopeError,
  InsufficientUserAuthenticationError,
} from './errors.ts';

/** The schemes that this package knows (RFC 6750, RFC 9449 section 7.1). */
export type Scheme = 'bearer' | 'dpop';

/** The parts of a challenge that come from the options. */
export interface ChallengeSettings {
  readonly realm: string;
  readonly resourceMetadataUrl: string | undefined;
  /** The offered schemes, in the order of their challenges. */
  readonly schemes: readonly Scheme[];
  /** The algorithms of proofs, for `algs`. */
  readonly proofAlgorithms: readonly SignatureAlgorithm[];
}

/**
 * Builds the value of `WWW-Authenticate` (RFC 9110 section 11.6.1, RFC 6750 section 3, RFC 9449
 * section 7.1, RFC 9728 section 5.1): a challenge for each offered scheme, the error on that of the
 * scheme that was used. Where no credentials of an offered scheme came, there is no error code.
 */
export function buildChallenge(
  settings: ChallengeSettings,
  error: AuthError,
  used: Scheme | undefined,
): string {
  // Clients retry with a nonce only where the challenge stands alone.
  const schemes: readonly Scheme[] = error.code === 'use_dpop_nonce' ? ['dpop'] : settings.schemes;
  const blamed = schemes.find((scheme) => scheme === used) ?? schemes[0];
  return schemes
    .map((scheme) => challenge(scheme, settings, scheme === blamed ? error : undefined))
    .join(', ');
}

function challenge(
  scheme: Scheme,
  { realm, resourceMetadataUrl, proofAlgorithms }: ChallengeSettings,
  error: AuthError | undefined,
): string {
  const { scopes, acrValues, maxAge } = (error ?? {}) as Partial<
    Pick<InsufficientScopeError, 'scopes'> &
      Pick<InsufficientUserAuthenticationError, 'acrValues' | 'maxAge'>
  >;
  const withCode = error !== undefined && error.code !== 'unauthorized';
  const parameters: readonly (readonly [string, string | undefined])[] = [
    ['realm', scheme === 'bearer' ? realm : undefined],
    ['resource_metadata', resourceMetadataUrl],
    ['scope', scopes?.join(' ')],
    ['acr_values', acrValues?.join(' ')],
    ['max_age', maxAge?.toString()],
    ['error', withCode ? error.code : undefined],
    ['error_description', withCode ? error.message : undefined],
    ['algs', scheme === 'dpop' ? proofAlgorithms.join(' ') : undefined],
  ];
  const written = parameters.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  return `${scheme === 'bearer' ? 'Bearer' : 'DPoP'} ${written.join(', ')}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
