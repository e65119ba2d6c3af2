import {
  InvalidAuthSchemeError,
  InvalidRequestError,
  MissingAuthorizationError,
} from '../refusal/errors.ts';
import type { RequestHeaders } from './resource-request.ts';
import { fieldValues } from './resource-request.ts';

/** The longest accepted token, in characters. */
export const MAX_TOKEN_LENGTH: number = 16 * 1024;

// RFC 6750 section 2.1.
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
// A further credential behind a comma: a scheme, then spaces, then something (RFC 9110 section 11.4).
const FURTHER_CREDENTIAL = /,[ \t]*[!#$%&'*+\-.^_`|~0-9A-Za-z]+[ \t]+[^ \t,]/;

/**
 * Reads the access token from the `Authorization` field, the only place where one is looked for
 * (RFC 6750 section 2.1).
 *
 * @throws {MissingAuthorizationError} when there is no such field
 * @throws {InvalidAuthSchemeError} when the scheme is not Bearer
 * @throws {InvalidRequestError} when the field is repeated or malformed, or the token too large
 */
export function readAccessToken(headers: RequestHeaders): string {
  const values = fieldValues(headers, 'authorization');
  const value = values[0];
  if (value === undefined) throw new MissingAuthorizationError('missing_authorization');
  if (values.length > 1) {
    throw new InvalidRequestError('repeated_authorization', { details: { fields: values.length } });
  }
  const credential = trim(value);
  const end = schemeEnd(credential);
  if (end === 0) throw new InvalidRequestError('malformed_authorization');
  if (!isBearer(credential, end)) refuseScheme(credential);
  const token = trim(credential.slice(end));
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new InvalidRequestError('token_too_large', {
      details: { length: token.length, most: MAX_TOKEN_LENGTH },
    });
  }
  // Fetch joins repeated fields with a comma, which no token holds.
  if (token.includes(',')) throw new InvalidRequestError('repeated_authorization');
  if (!B64TOKEN.test(token)) throw new InvalidRequestError('malformed_authorization');
  return token;
}

// The scheme's name is not put into the details: behind a typing error it may be a token.
function refuseScheme(credential: string): never {
  if (FURTHER_CREDENTIAL.test(credential)) throw new InvalidRequestError('repeated_authorization');
  throw new InvalidAuthSchemeError('unsupported_scheme', { details: { accepted: ['Bearer'] } });
}

function isBearer(credential: string, end: number): boolean {
  return end === 6 && credential.slice(0, 6).toLowerCase() === 'bearer';
}

function schemeEnd(credential: string): number {
  for (let index = 0; index < credential.length; index++) {
    if (isBlank(credential.charCodeAt(index))) return index;
  }
  return credential.length;
}

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
