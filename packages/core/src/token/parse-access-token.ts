import { VerifyAccessTokenError } from '../refusal/errors.ts';
import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { AccessTokenHeader } from '../request/auth-info.ts';
import type { JwsDefect, UnverifiedJws } from '../request/compact-jws.ts';
import { parseCompactJws } from '../request/compact-jws.ts';

const REASONS: Readonly<Record<JwsDefect, AuthErrorReason>> = {
  opaque: 'opaque_token',
  encrypted: 'encrypted_token',
  malformed: 'malformed_token',
  malformed_claims: 'malformed_claims',
};

/**
 * Takes an access token apart.
 *
 * @throws {VerifyAccessTokenError} for anything that is not a compact JWS over a JSON object
 */
export function parseAccessToken(token: string): UnverifiedJws & { header: AccessTokenHeader } {
  const jws = parseCompactJws(token);
  if (typeof jws === 'string') throw new VerifyAccessTokenError(REASONS[jws]);
  return jws as UnverifiedJws & { header: AccessTokenHeader };
}
