import { ConfigurationError } from '../refusal/errors.ts';
import { isLinkLocal } from '../request/link-local.ts';
import { parseUrl } from '../request/parse-url.ts';

/** A plain object of unchecked members, as options arrive. */
export type Members = Readonly<Record<string, unknown>>;

/** Looks at one option: gives what is used of it, or throws a `ConfigurationError`. */
export type Check<T> = (option: string, value: unknown) => T;

/** Throws the `ConfigurationError` that says which option, what it may be and what it was. */
type Complain = (option: string, expected: string, value: unknown) => never;

function complaint(describe: (value: unknown) => string): Complain {
  return (option, expected, value) => {
    throw new ConfigurationError(
      `Option "${option}" must be ${expected}; it was ${describe(value)}.`,
    );
  };
}

/** For options whose value may be shown. */
export const reject: Complain = complaint(shown);

/** For options that hold secrets: tells the type of the value and nothing else. */
export const rejectSecret: Complain = complaint(kind);

/** Where a text in place of something else may be a key or a secret. */
export const rejectText: Complain = complaint((value) =>
  typeof value === 'string' ? kind(value) : shown(value),
);

function shown(value: unknown): string {
  if (typeof value === 'string') {
    // Whatever stands before an @ may be the credentials of a URL, however malformed the rest.
    const at = value.lastIndexOf('@');
    const harmless = at < 0 ? value : `***${value.slice(at)}`;
    return JSON.stringify(harmless.length > 80 ? `${harmless.slice(0, 80)}...` : harmless);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kind(value);
}

function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Takes what the check takes, or nothing. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (option, value) => (value === undefined ? undefined : check(option, value));
}

/** Takes what the check takes; where nothing was given, checks the default in its place. */
export function withDefault<T>(check: Check<T>, otherwise: unknown): Check<T> {
  return (option, value) => check(option, value === undefined ? otherwise : value);
}

/** Takes anything: for options that are checked against others. */
export function unchecked(_option: string, value: unknown): unknown {
  return value;
}

/**
 * Takes an object by a table of its members: no others may be there. The value of an unknown one is
 * never shown: it may be a secret.
 *
 * @param complain `rejectText` where a text in place of the object may be a key or a secret
 */
export function group<T extends object>(
  rules: { readonly [Name in keyof T]: Check<T[Name]> },
  complain: Complain = reject,
): Check<T> {
  return (option, value) => {
    const given = object(option, value, complain);
    const path = (name: string): string => (option === '' ? name : `${option}.${name}`);
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(rules, name)) continue;
      const known = Object.keys(rules).toSorted().join(', ');
      throw new ConfigurationError(`Option "${path(name)}" is not known; there are: ${known}.`);
    }
    return Object.fromEntries(
      Object.entries<Check<unknown>>(rules).map(([name, check]) => [
        name,
        check(path(name), given[name]),
      ]),
    ) as T;
  };
}

/** Takes a list of at least one item, each checked; `texts` alone may be empty. */
export function listOf<T>(
  check: Check<T>,
  expected: string,
  complain: Complain = reject,
): Check<readonly T[]> {
  return (option, value) =>
    Array.isArray(value) && value.length > 0
      ? value.map((item, index) => check(`${option}[${index}]`, item))
      : complain(option, expected, value);
}

export function object(option: string, value: unknown, complain: Complain = reject): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (option === '') throw new ConfigurationError('The options must be an object.');
    complain(option, 'an object', value);
  }
  return value as Members;
}

export function text(option: string, value: unknown): string {
  return typeof value === 'string' && value.trim() !== ''
    ? value
    : reject(option, 'a string that is not blank', value);
}

export function secretText(option: string, value: unknown): string {
  return typeof value === 'string' && value !== ''
    ? value
    : rejectSecret(option, 'a string that is not empty', value);
}

export function texts(option: string, value: unknown): readonly string[] {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return isEmpty ? [] : listOf(text, 'a list of strings')(option, value);
}

export function bool(option: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : reject(option, 'true or false', value);
}

/** Takes a finite number of seconds, of at least 0, or above it. */
export function seconds(bound: 'at least 0' | 'above 0'): Check<number> {
  return (option, value) =>
    typeof value === 'number' &&
    value < Number.POSITIVE_INFINITY &&
    (bound === 'above 0' ? value > 0 : value >= 0)
      ? value
      : reject(option, `a finite number of seconds, ${bound}`, value);
}

export function oneOf<const T extends string>(
  allowed: readonly T[],
  complain: Complain = reject,
): Check<T> {
  const choices = `one of ${allowed.map((item) => `"${item}"`).join(', ')}`;
  return (option, value) =>
    allowed.find((item) => item === value) ?? complain(option, choices, value);
}

export function callable<T>(option: string, value: unknown): T {
  return typeof value === 'function' ? (value as T) : reject(option, 'a function', value);
}

/** Takes a cache's bounds, or false for no cache. */
export function cacheBounds(maxEntries: number): Check<number | false> {
  const bounds = group({ maxEntries: withDefault(entries, maxEntries) });
  return (option, value) => value !== false && bounds(option, value).maxEntries;
}

function entries(option: string, value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 1
    ? (value as number)
    : reject(option, 'a whole number of at least 1', value);
}

/** Takes an absolute https URL without credentials; http too where `insecure` says so. */
export function httpsUrl(option: string, value: unknown, insecure: boolean): string {
  const expected = insecure ? 'an http or https URL' : 'an https URL';
  const given = text(option, value);
  const url = parseUrl(given) ?? reject(option, expected, value);
  const secure = url.protocol === 'https:' || (insecure && url.protocol === 'http:');
  if (!secure) {
    // The hint is for the one case that users meet: a development server on loopback.
    const hint = url.protocol === 'http:' ? ' (http needs insecureRequests: true)' : '';
    reject(option, expected + hint, value);
  }
  if (url.username !== '' || url.password !== '') {
    rejectSecret(option, `${expected} without credentials`, value);
  }
  if (isLinkLocal(url.hostname)) reject(option, `${expected} that is not link-local`, value);
  // What a URL parser forgives would make an issuer that no token can name.
  if (!/^https?:\/\/[^\s\\]+$/i.test(given)) reject(option, `${expected}, written out`, value);
  return given;
}
