import { jwtVerify } from 'jose';
import type { AuthenticationClaims } from '../authentication-claims.ts';
import type { Exchange, ExchangeRequest } from './exchange-setting.ts';
import { ACCESS_TOKEN } from './exchange-setting.ts';

/** What a verified subject token says. */
export interface Subject extends AuthenticationClaims {
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly exp: number;
  readonly scope?: unknown;
  /** Who acts already (RFC 8693 section 4.1). */
  readonly act?: unknown;
}

/**
 * Verifies that the subject token is an access token of this server, has not run out, and was issued
 * for the client that presents it. Whether it is bound to a key is not looked at: the proof was the API's to check.
 *
 * @throws {errors.InvalidRequest} when it is not, as RFC 8693 section 2.2.2 wants
 */
export async function verifySubject(
  request: ExchangeRequest,
  { provider, errors, keys, api }: Exchange,
): Promise<Subject> {
  const { subject_token: token = '', subject_token_type: type } = request.oidc.params;
  if (type !== ACCESS_TOKEN) {
    throw new errors.InvalidRequest(`subject_token_type must be ${ACCESS_TOKEN}`);
  }
  try {
    const { payload } = await jwtVerify<Subject>(token, keys, {
      issuer: provider.issuer,
      // Whoever else got hold of a token must not trade it in.
      audience: [api.audience, api.id],
      typ: 'at+jwt',
      algorithms: ['RS256'],
      requiredClaims: ['sub', 'exp'],
    });
    return payload;
  } catch (cause) {
    throw new errors.InvalidRequest('subject_token is no access token for this client', 400, {
      cause,
    });
  }
}
