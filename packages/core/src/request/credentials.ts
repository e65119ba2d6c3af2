import type { Scheme } from '../refusal/challenge.ts';
import {
  InvalidAuthSchemeError,
  InvalidRequestError,
  MissingAuthorizationError,
} from '../refusal/errors.ts';
import { isBlank, trimBlank } from './blank.ts';
import { detached } from './detached.ts';
import type { RequestFields } from './resource-request.ts';
import { fieldValues } from './resource-request.ts';

/** The longest accepted token, in characters. */
export const MAX_TOKEN_LENGTH: number = 16 * 1024;

/** How many characters may stand around a token in its field before it is copied. */
const MOST_AROUND = 64;

// RFC 6750 section 2.1.
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
// A further credential behind a comma: a scheme, then spaces, then something (RFC 9110 section 11.4), or one of ours alone.
const FURTHER_CREDENTIAL =
  /,[ \t]*(?:[!#$%&'*+\-.^_`|~0-9a-z]+[ \t]+[^ \t,]|(?:bearer|dpop)[ \t]*(?:,|$))/i;

/** An access token and the scheme that it came with. */
export interface Credentials {
  readonly scheme: Scheme;
  readonly token: string;
}

/**
 * Reads the access token from the `Authorization` field, the only place where one is looked for
 * (RFC 6750 section 2.1, RFC 9449 section 7.1). Not checked: the characters of the token, which
 * `requireTokenSyntax` looks at.
 *
 * @param offered the schemes that are accepted
 * @throws {MissingAuthorizationError} when there is no such field
 * @throws {InvalidAuthSchemeError} when the scheme is not offered
 * @throws {InvalidRequestError} when the field is repeated or malformed, or the token too large
 */
export function readCredentials(request: RequestFields, offered: readonly Scheme[]): Credentials {
  const values = fieldValues(request, 'authorization');
  const value = values[0];
  if (value === undefined) throw new MissingAuthorizationError('missing_authorization');
  if (values.length > 1) {
    throw new InvalidRequestError('repeated_authorization', { details: { fields: values.length } });
  }
  const credential = trimBlank(value);
  const end = schemeEnd(credential);
  if (end === 0) throw new InvalidRequestError('malformed_authorization');
  const scheme = schemeOf(credential, end);
  if (scheme === undefined || !offered.includes(scheme)) refuseScheme(credential, offered);
  const token = trimBlank(credential.slice(end));
  if (token.length > MAX_TOKEN_LENGTH) {
    throw new InvalidRequestError('token_too_large', {
      details: { length: token.length, most: MAX_TOKEN_LENGTH },
    });
  }
  // A token is remembered, and as a slice it would keep all the white space around it too.
  const isPadded = value.length > token.length + MOST_AROUND;
  return { scheme, token: isPadded ? detached(token) : token };
}

/**
 * Checks that a token has the characters of one. Called for what cannot be read as a JWS alone, since
 * that has them: to look at 700 characters by themselves takes 0.7 us.
 *
 * @throws {InvalidRequestError} `repeated_authorization` or `malformed_authorization`
 */
export function requireTokenSyntax(token: string): void {
  // Fetch joins repeated fields with a comma, which no token holds.
  if (token.includes(',')) throw new InvalidRequestError('repeated_authorization');
  if (!B64TOKEN.test(token)) throw new InvalidRequestError('malformed_authorization');
}

/** Tells which scheme a request used, whatever else is wrong with it; undefined for none that is known. */
export function usedScheme(request: RequestFields): Scheme | undefined {
  const credential = trimBlank(fieldValues(request, 'authorization')[0] ?? '');
  return schemeOf(credential, schemeEnd(credential));
}

// The scheme's name is not put into the details: behind a typing error it may be a token.
function refuseScheme(credential: string, offered: readonly Scheme[]): never {
  if (FURTHER_CREDENTIAL.test(credential)) throw new InvalidRequestError('repeated_authorization');
  throw new InvalidAuthSchemeError('unsupported_scheme', { details: { offered } });
}

function schemeOf(credential: string, end: number): Scheme | undefined {
  const written = credential.slice(0, end);
  // As nearly everybody writes it: spares 7 ns for the copy in lower case.
  if (written === 'Bearer') return 'bearer';
  const name = written.toLowerCase();
  return name === 'bearer' || name === 'dpop' ? name : undefined;
}

function schemeEnd(credential: string): number {
  for (let index = 0; index < credential.length; index++) {
    if (isBlank(credential.charCodeAt(index))) return index;
  }
  return credential.length;
}
