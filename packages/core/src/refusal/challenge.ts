import type { AuthError } from './errors.ts';

/** The parts of a challenge that come from the options. */
export interface ChallengeSettings {
  readonly realm: string;
  readonly resourceMetadataUrl: string | undefined;
}

/**
 * Builds the value of `WWW-Authenticate` (RFC 9110 section 11.6.1, RFC 6750 section 3, RFC 9728
 * section 5.1). Where no credentials of an offered scheme came, it carries no error code.
 */
export function buildChallenge(settings: ChallengeSettings, error: AuthError): string {
  const { realm, resourceMetadataUrl } = settings;
  let challenge = `Bearer realm=${quoted(realm)}`;
  if (resourceMetadataUrl !== undefined) {
    challenge += `, resource_metadata=${quoted(resourceMetadataUrl)}`;
  }
  if (error.code === 'unauthorized') return challenge;
  const { scopes } = error as { scopes?: readonly string[] };
  if (scopes !== undefined) challenge += `, scope=${quoted(scopes.join(' '))}`;
  return `${challenge}, error="${error.code}", error_description=${quoted(error.message)}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}
