import { parseUrl } from '../request/parse-url.ts';
import type { ExchangeError } from './exchange-errors.ts';
import { MissingRequiredArgumentError } from './exchange-errors.ts';

/** Makes the error of one of the exchanges. */
export type Complain = (message: string) => ExchangeError;

/** Takes a token as it is: not blank, nothing around it, no scheme before it. */
export function subjectToken(argument: string, value: unknown, complain: Complain): string {
  const token = required(argument, value, complain);
  if (token.trim() !== token) {
    throw complain(`The argument "${argument}" has white space around it.`);
  }
  if (/^bearer\s/i.test(token)) {
    throw complain(`The argument "${argument}" must be the token alone, without "Bearer".`);
  }
  return token;
}

/** Takes a string that must be there. */
export function required(argument: string, value: unknown, complain: Complain): string {
  if (value === undefined || value === null || value === '') {
    throw new MissingRequiredArgumentError(argument);
  }
  return optional(argument, value, complain) as string;
}

/** Takes a string that is not blank, or nothing. */
export function optional(argument: string, value: unknown, complain: Complain): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw complain(`The argument "${argument}" must be a string that is not blank.`);
}

/** Refuses misspelled arguments, which would else be left out of the request without a word. */
export function knownArguments(
  value: unknown,
  known: readonly string[],
  complain: Complain,
): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw complain('The arguments must be an object.');
  }
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    throw complain(`There is no argument of this name; there are: ${known.join(', ')}.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** The name spaces of token types that belong to others. */
const RESERVED = /^urn:(ietf|auth0|okta):|^(auth0|okta)\.com\.?$/i;

/** Takes an absolute URI of the application's own. */
export function profileTokenType(argument: string, value: unknown, complain: Complain): string {
  const type = absoluteUri(argument, required(argument, value, complain), complain);
  const host = parseUrl(type)?.hostname;
  // Of schemes that it does not know, a URL parser leaves the host as it is written.
  if ([type, host ?? ''].some((part) => RESERVED.test(decoded(part)))) {
    throw complain(`The argument "${argument}" is in a name space that is reserved.`);
  }
  return type;
}

/** Takes an absolute URI (RFC 3986 section 3) that a URL parser understands; a fragment may be in it. */
export function absoluteUri(argument: string, value: string, complain: Complain): string {
  const characters = /^[a-z][a-z0-9+.-]*:([!#$&-;=?-[\]_a-z~]|%[\da-f]{2})+$/i;
  if (characters.test(value) && parseUrl(value) !== undefined) return value;
  throw complain(`The argument "${argument}" must be an absolute URI.`);
}

function decoded(text: string): string {
  return text.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
}

/** The form fields that `extra` may not hold: they are set by Holdfast, or would change who gets what. */
const RESERVED_FIELDS = new Set([
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'subject_token',
  'subject_token_type',
  'requested_token_type',
  'actor_token',
  'actor_token_type',
  'subject_issuer',
  'audience',
  'aud',
  'resource',
  'resources',
  'resource_indicator',
  'scope',
  'connection',
  'login_hint',
  'organization',
  'assertion',
]);
const MAX_VALUES = 20;

/** Takes further form fields; a list becomes a field for each of its values. */
export function extraFields(value: unknown, complain: Complain): [string, string][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw complain('The argument "extra" must be an object.');
  }
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
    if (name === '' || RESERVED_FIELDS.has(name.trim().toLowerCase())) {
      throw complain('The argument "extra" has a field that cannot be set there.');
    }
    const values: readonly unknown[] = Array.isArray(field) ? field : [field];
    if (values.length > MAX_VALUES || !values.every(isScalar)) {
      throw complain(
        `The fields of "extra" must be strings, finite numbers, booleans, or at most ${MAX_VALUES} of them in a list.`,
      );
    }
    return values.map((item): [string, string] => [name, String(item)]);
  });
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean';
}
