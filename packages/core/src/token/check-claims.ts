import { VerifyAccessTokenError } from '../refusal/errors.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What the claims of one issuer's tokens are held against. */
export interface ClaimsPolicy {
  readonly audiences: readonly string[];
  readonly requiredClaims: readonly string[];
  /** Seconds. */
  readonly clockTolerance: number;
  /** False where `cnf.jkt` is not to be looked at (mode `disabled`). */
  readonly checkBinding: boolean;
}

/** The claims that time wears out, in seconds since the epoch. */
export interface TokenTimes {
  readonly exp: number;
  readonly nbf?: number | undefined;
}

/** The claims that RFC 9068 section 2.2 requires. */
export const AT_JWT_CLAIMS: readonly string[] = [
  'iss',
  'exp',
  'aud',
  'sub',
  'client_id',
  'iat',
  'jti',
];

/**
 * Checks every claim but the issuer, which chose the key already. A claim of the wrong type is a
 * refusal, never a crash.
 *
 * @param now seconds since the epoch
 * @throws {VerifyAccessTokenError} with the reason of the first check that fails
 */
export function checkClaims(claims: Claims, policy: ClaimsPolicy, now: number): void {
  checkAudience(claims['aud'], policy.audiences);
  for (const name of ['exp', 'iat']) requireNumber(claims, name);
  if (claims['nbf'] !== undefined) requireNumber(claims, 'nbf');
  checkTimes(claims as unknown as TokenTimes, now, policy.clockTolerance);
  requireClaims(claims, policy.requiredClaims);
  for (const name of STRINGS) {
    if (claims[name] !== undefined && typeof claims[name] !== 'string') refuseType(name, 'string');
  }
  checkGrants(claims);
  checkConfirmation(claims['cnf'], policy.checkBinding);
}

/**
 * Checks the clock's claims: `exp` not reached, `nbf` passed (RFC 7519 sections 4.1.4 and 4.1.5).
 * `iat` in the future is no reason to refuse, since clocks differ.
 *
 * @param now seconds since the epoch
 * @param tolerance seconds by which the clocks may differ
 * @throws {VerifyAccessTokenError} `expired` or `not_yet_valid`
 */
export function checkTimes({ exp, nbf }: TokenTimes, now: number, tolerance: number): void {
  // Written so that a clock which tells no number lets nothing pass.
  if (!(exp + tolerance > now)) {
    throw new VerifyAccessTokenError('expired', { details: { exp, now, tolerance } });
  }
  if (nbf !== undefined && !(nbf - tolerance <= now)) {
    throw new VerifyAccessTokenError('not_yet_valid', { details: { nbf, now, tolerance } });
  }
}

/** Gives the thumbprint of the key that a checked token is bound to (RFC 9449 section 6.1), if it is. */
export function boundThumbprint(claims: Claims): string | undefined {
  return (claims['cnf'] as { jkt: string } | undefined)?.jkt;
}

/**
 * Checks that claims are there, whatever their value. Inherited names do not count.
 *
 * @throws {VerifyAccessTokenError} `missing_claim`
 */
export function requireClaims(claims: Claims, names: readonly string[]): void {
  for (const claim of names) {
    if (!Object.hasOwn(claims, claim)) {
      throw new VerifyAccessTokenError('missing_claim', { details: { claim } });
    }
  }
}

// Whole strings are compared: a prefix or a substring of an audience is another audience.
function checkAudience(aud: unknown, audiences: readonly string[]): void {
  if (typeof aud === 'string') {
    if (audiences.includes(aud)) return;
  } else if (isStrings(aud)) {
    if (aud.some((item) => audiences.includes(item))) return;
  } else if (aud !== undefined) refuseType('aud', 'string or strings');
  throw new VerifyAccessTokenError('audience_mismatch', {
    details: { expected: audiences, received: aud },
  });
}

const STRINGS = ['sub', 'jti', 'client_id', 'azp', 'scope'] as const;

function checkGrants({ scp, permissions }: Claims): void {
  if (scp !== undefined && typeof scp !== 'string' && !isStrings(scp)) {
    refuseType('scp', 'string or strings');
  }
  if (permissions !== undefined && !isStrings(permissions)) refuseType('permissions', 'strings');
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function requireNumber(claims: Claims, claim: string): void {
  const value = claims[claim];
  if (value === undefined)
    throw new VerifyAccessTokenError('missing_claim', { details: { claim } });
  // JSON.parse turns 1e999 into Infinity, which would never expire.
  if (typeof value !== 'number' || !Number.isFinite(value)) refuseType(claim, 'finite number');
}

// RFC 7800 section 3.1: what cannot be confirmed must not be taken for a bearer token.
function checkConfirmation(cnf: unknown, checkBinding: boolean): void {
  if (cnf === undefined) return;
  if (typeof cnf !== 'object' || cnf === null || Array.isArray(cnf)) refuseType('cnf', 'object');
  const methods = Object.keys(cnf);
  if (methods.length !== 1 || methods[0] !== 'jkt') {
    throw new VerifyAccessTokenError('unsupported_confirmation', { details: { expected: 'jkt' } });
  }
  if (checkBinding && typeof (cnf as { jkt: unknown }).jkt !== 'string') {
    refuseType('cnf.jkt', 'string');
  }
}

function refuseType(claim: string, expected: string): never {
  throw new VerifyAccessTokenError('invalid_claim', { details: { claim, expected } });
}
