import { isSafeJson } from '../request/safe-json.ts';
import { ApiError } from './exchange-errors.ts';

/** What a token endpoint answered (RFC 6749 section 5.1, RFC 8693 section 2.2.1), member by member. */
export interface TokenAnswer {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scope?: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
  readonly tokenType?: string;
  readonly issuedTokenType?: string;
}

/** Seconds for which a token is good where the server does not say (the usage of Auth0's libraries). */
const DEFAULT_LIFE = 3600;

/** A thousand years: what is longer makes no date. */
const MAX_LIFE = 31_557_600_000;

const OPTIONAL = {
  scope: 'scope',
  id_token: 'idToken',
  refresh_token: 'refreshToken',
  token_type: 'tokenType',
  issued_token_type: 'issuedTokenType',
} as const;

/**
 * Reads the body of a 200.
 *
 * @throws {ApiError} `invalid_json` or `invalid_response`, both 502
 */
export function readTokenAnswer(body: string): TokenAnswer {
  const answer = parse(body);
  const { access_token: accessToken, expires_in: expiresIn } = answer;
  // Servers that write out every member write null where there is nothing.
  if ((answer['error'] ?? undefined) !== undefined) throw invalid('an error');
  // RFC 6749 appendix A.12: visible ASCII.
  if (typeof accessToken !== 'string' || !/^(?=.*\S)[\x20-\x7e]+$/.test(accessToken)) {
    throw invalid('no access_token');
  }
  const found: Record<string, string> = {};
  for (const [wire, name] of Object.entries(OPTIONAL)) {
    const member = answer[wire];
    if (member === undefined || member === null) continue;
    if (typeof member !== 'string') throw invalid(`a ${wire} that is no string`);
    found[name] = member;
  }
  return { accessToken, expiresIn: lifetime(expiresIn), ...found };
}

function parse(body: string): Readonly<Record<string, unknown>> {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new ApiError(
      'The token endpoint answered something else than JSON.',
      'invalid_json',
      502,
    );
  }
  const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  if (!isObject || !isSafeJson(answer)) throw invalid('no JSON object');
  return answer as Readonly<Record<string, unknown>>;
}

function lifetime(value: unknown): number {
  if (value === undefined) return DEFAULT_LIFE;
  const isNumber =
    typeof value === 'string' ? /^\d+(\.\d+)?$/.test(value) : typeof value === 'number';
  const seconds = isNumber ? Number(value) : Number.NaN;
  if (seconds >= 0 && seconds <= MAX_LIFE) return seconds;
  throw invalid('an expires_in that is no number of seconds');
}

/** Makes the error for an answer that is none, in words that hold nothing of it. */
export function invalid(found: string): ApiError {
  return new ApiError(`The token endpoint answered with ${found}.`, 'invalid_response', 502);
}
