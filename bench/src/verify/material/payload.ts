import { randomBytes } from 'node:crypto';
import { AUDIENCE } from '../setting.ts';

/** What differs between tokens. */
export interface PayloadInput {
  readonly issuer: string;
  readonly now: number;
  /** The thumbprint of the client's key, for a token that is bound to it. */
  readonly jkt?: string | undefined;
  /** Characters of claims, as JSON, to reach with further permissions. Default: those of an everyday token. */
  readonly length?: number | undefined;
}

const DAY = 86_400;

/** Composes the claims of a token as Auth0 issues it in the profile of RFC 9068; all that some peer insists on is there. */
export function composePayload({ issuer, now, jkt, length }: PayloadInput): string {
  const claims = {
    iss: issuer,
    sub: `auth0|${randomBytes(12).toString('hex')}`,
    aud: AUDIENCE,
    iat: now,
    exp: now + DAY,
    scope: 'openid profile email read:things write:things',
    client_id: 'vQzFkQMYv6tQ3nYcZkX1u4Lw0m8Rb2sD',
    jti: randomBytes(16).toString('base64url'),
    ...(jkt === undefined ? {} : { cnf: { jkt } }),
  };
  return length === undefined ? JSON.stringify(claims) : ofLength(claims, length);
}

// A token that is to be smaller than an everyday one has the least that is taken.
function ofLength(claims: Readonly<Record<string, unknown>>, length: number): string {
  const whole = JSON.stringify(claims);
  if (whole.length >= length) {
    const { iss, aud, iat, exp, jti } = claims;
    return JSON.stringify({ iss, aud, iat, exp, jti: String(jti).slice(0, 8) });
  }
  const permissions: string[] = [];
  // Each permission has 27 characters of JSON with its comma, the member itself 17.
  for (let index = 0; whole.length + 17 + 27 * (index + 1) <= length; index++) {
    permissions.push(`read:thing-of-kind-${String(index).padStart(5, '0')}`);
  }
  return JSON.stringify({ ...claims, permissions });
}
