import { VerifyAccessTokenError } from '../refusal/errors.ts';
import type { AccessTokenHeader } from '../request/auth-info.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { SIGNATURE_ALGORITHMS } from '../request/jws/signature-algorithms.ts';

/**
 * Checks what the header says of itself before anything is asked of the network. `jwk`, `jku`,
 * `x5u` and `x5c` are not looked at: a token does not choose its own key (RFC 8725 section 3.10).
 *
 * @throws {VerifyAccessTokenError} `malformed_token` for a `kid` that is no string; `critical_header` for any `crit`, since no extension is understood
 * (RFC 7515 section 4.1.11); `type_not_allowed` for the `typ` of another kind of JWT (RFC 8725 section 3.11);
 * `algorithm_not_allowed` for what no issuer may use, `none` and HMAC among them
 */
export function checkHeader(header: AccessTokenHeader, tokenType: 'jwt' | 'at+jwt'): void {
  const { kid } = header as { kid?: unknown };
  if (kid !== undefined && typeof kid !== 'string') {
    throw new VerifyAccessTokenError('malformed_token');
  }
  // RFC 7797 section 6: b64 is nothing without crit, and changes what was signed.
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) {
    throw new VerifyAccessTokenError('critical_header');
  }
  checkType(header.typ, tokenType);
  // Before the issuer is looked for: what no issuer may use leads to no resolver and no server.
  allowedAlgorithm(header, SIGNATURE_ALGORITHMS);
}

function checkType(typ: unknown, tokenType: 'jwt' | 'at+jwt'): void {
  const type = typeof typ === 'string' ? typ.toLowerCase() : undefined;
  const isAccessToken = type === 'at+jwt' || type === 'application/at+jwt';
  if (isAccessToken) return;
  if (tokenType === 'jwt' && (typ === undefined || type === 'jwt')) return;
  throw new VerifyAccessTokenError('type_not_allowed', { details: { expected: tokenType } });
}

/**
 * Picks the header's algorithm from those that are allowed.
 *
 * @throws {VerifyAccessTokenError} `algorithm_not_allowed`
 */
export function allowedAlgorithm(
  header: AccessTokenHeader,
  allowed: readonly SignatureAlgorithm[],
): SignatureAlgorithm {
  const { alg } = header;
  for (const name of allowed) if (name === alg) return name;
  throw new VerifyAccessTokenError('algorithm_not_allowed', { details: { expected: allowed } });
}
