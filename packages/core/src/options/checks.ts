import { ConfigurationError } from '../refusal/errors.ts';
import { parseUrl } from '../request/parse-url.ts';

/** A plain object of unchecked members, as options arrive. */
export type Members = Readonly<Record<string, unknown>>;

/** Throws the `ConfigurationError` that says which option, what it may be and what it was. */
export function reject(option: string, expected: string, value: unknown): never {
  throw new ConfigurationError(`Option "${option}" must be ${expected}; it was ${shown(value)}.`);
}

/** As `reject`, for options that hold secrets: tells the type of the value and nothing else. */
export function rejectSecret(option: string, expected: string, value: unknown): never {
  throw new ConfigurationError(`Option "${option}" must be ${expected}; it was ${kind(value)}.`);
}

/** As `reject`, where a text in place of something else may be a key or a secret. */
export function rejectText(option: string, expected: string, value: unknown): never {
  return typeof value === 'string'
    ? rejectSecret(option, expected, value)
    : reject(option, expected, value);
}

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
  return /^[aeiou]/.test(typeof value) ? `an ${typeof value}` : `a ${typeof value}`;
}

/**
 * Takes an object with no members but the known ones. The value of an unknown one is never shown: it
 * may be a secret.
 *
 * @param complain `rejectText` where a text in place of the object may be a key or a secret
 */
export function members(
  option: string,
  value: unknown,
  known: readonly string[],
  complain: typeof reject = reject,
): Members {
  const found = object(option, value, complain);
  for (const name of Object.keys(found)) {
    if (known.includes(name)) continue;
    const path = option === '' ? name : `${option}.${name}`;
    throw new ConfigurationError(
      `Option "${path}" is not known; there are: ${known.toSorted().join(', ')}.`,
    );
  }
  return found;
}

export function object(option: string, value: unknown, complain: typeof reject = reject): Members {
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
  if (!Array.isArray(value)) reject(option, 'a list of strings', value);
  return value.map((item, index) => text(`${option}[${index}]`, item));
}

export function bool(option: string, value: unknown): boolean {
  return typeof value === 'boolean' ? value : reject(option, 'true or false', value);
}

/** Takes a finite number of seconds, of at least `least`, or above it where `least` itself is excluded. */
export function seconds(option: string, value: unknown, bound: 'at least 0' | 'above 0'): number {
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (value > 0 || (value === 0 && bound === 'at least 0')) return value;
  }
  return reject(option, `a finite number of seconds, ${bound}`, value);
}

export function oneOf<T extends string>(option: string, value: unknown, allowed: readonly T[]): T {
  return allowed.find((item) => item === value) ?? reject(option, choices(allowed), value);
}

/** Writes what an option may be. */
export function choices(allowed: readonly string[]): string {
  return `one of ${allowed.map((item) => `"${item}"`).join(', ')}`;
}

export function callable<T>(option: string, value: unknown): T {
  return typeof value === 'function' ? (value as T) : reject(option, 'a function', value);
}

/** Takes a cache's bounds, or false for no cache. */
export function cacheBounds(option: string, value: unknown, maxEntries: number): number | false {
  if (value === false) return false;
  const { maxEntries: given = maxEntries } = members(option, value, ['maxEntries']);
  return typeof given === 'number' && Number.isSafeInteger(given) && given >= 1
    ? given
    : reject(`${option}.maxEntries`, 'a whole number of at least 1', given);
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
  // What a URL parser forgives would make an issuer that no token can name.
  if (!/^https?:\/\/[^\s\\]+$/i.test(given)) reject(option, `${expected}, written out`, value);
  return given;
}
