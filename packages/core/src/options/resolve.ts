import { parseUrl } from '../request/parse-url.ts';
import type { PublicUrl } from '../request/public-url.ts';
import { isPublicUrl } from '../request/public-url.ts';
import { SIGNATURE_ALGORITHMS } from '../request/signature-algorithms.ts';
import { algorithmList } from './algorithms.ts';
import type { Members } from './checks.ts';
import {
  bool,
  cacheBounds,
  callable,
  members,
  object,
  oneOf,
  reject,
  seconds,
  text,
  texts,
} from './checks.ts';
import type { ResolvedDpop } from './dpop.ts';
import { dpop } from './dpop.ts';
import type { ResolvedExchange } from './exchange.ts';
import { exchange } from './exchange.ts';
import type { AcceptedIssuers, IssuerDefaults } from './issuers.ts';
import { acceptedIssuers, audienceList } from './issuers.ts';
import type { ClaimsSchema } from './options.ts';
import type { ResolvedResourceMetadata } from './resource-metadata.ts';
import { resourceMetadata } from './resource-metadata.ts';

/** The options after validation, every default applied: what the rest of the core reads. */
export interface ResolvedOptions {
  readonly accepted: AcceptedIssuers;
  readonly issuerDefaults: IssuerDefaults;
  readonly exchange: ResolvedExchange;
  readonly tokenType: 'jwt' | 'at+jwt';
  readonly requiredClaims: readonly string[];
  readonly schema: ClaimsSchema | undefined;
  readonly clockTolerance: number;
  readonly dpop: ResolvedDpop;
  readonly publicUrl: PublicUrl;
  readonly fetch: typeof fetch;
  readonly timeout: number;
  readonly now: () => number;
  readonly realm: string;
  readonly resourceMetadata: ResolvedResourceMetadata | undefined;
  readonly keyCache: KeyLifetimes;
  readonly tokenCacheEntries: number | false;
}

/** `keyCache` with its defaults. All in seconds. */
export interface KeyLifetimes {
  readonly maxAge: number;
  readonly staleIfError: number;
  readonly cooldown: number;
}

const OPTIONS = [
  'domain',
  'issuer',
  'issuers',
  'audience',
  'algorithms',
  'tokenType',
  'requiredClaims',
  'claims',
  'clockTolerance',
  'dpop',
  'clientId',
  'clientSecret',
  'clientAuthentication',
  'exchangeCache',
  'exchangeIssuer',
  'fetch',
  'timeout',
  'now',
  'publicUrl',
  'realm',
  'resourceMetadata',
  'keyCache',
  'tokenCache',
  'insecureRequests',
];

/**
 * Reads the options of `ApiClient` once, into a new object.
 *
 * @throws {ConfigurationError} for an unknown option, a wrong one, or two that exclude each other
 */
export function resolveOptions(given: unknown): ResolvedOptions {
  const options = members('', given, OPTIONS);
  const read = <T>(name: string, check: (option: string, value: unknown) => T, otherwise: T): T =>
    options[name] === undefined ? otherwise : check(name, options[name]);

  const insecureRequests = read('insecureRequests', bool, false);
  const issuerDefaults: IssuerDefaults = {
    algorithms: read('algorithms', algorithmList, SIGNATURE_ALGORITHMS),
    audiences: audienceList('audience', options['audience']),
    insecureRequests,
  };
  const accepted = acceptedIssuers(options, issuerDefaults);
  const now = read('now', callable<() => number>, systemClock);
  const clientsUrl = read('publicUrl', publicUrl, undefined);
  const fixedUrl = typeof clientsUrl === 'string' ? clientsUrl : undefined;
  return {
    accepted,
    issuerDefaults,
    exchange: exchange(options, accepted),
    tokenType: read('tokenType', (option, value) => oneOf(option, value, ['jwt', 'at+jwt']), 'jwt'),
    requiredClaims: read('requiredClaims', texts, []),
    schema: read('claims', claimsSchema, undefined),
    clockTolerance: read(
      'clockTolerance',
      (option, value) => seconds(option, value, 'at least 0'),
      5,
    ),
    dpop: dpop(options['dpop']),
    publicUrl: clientsUrl,
    // The global is looked up at each call, so that a later patch of it (a tracer's) is seen.
    fetch: read('fetch', callable<typeof fetch>, (...args) => globalThis.fetch(...args)),
    timeout: read('timeout', (option, value) => seconds(option, value, 'above 0'), 10),
    now,
    realm: read('realm', quotable, 'api'),
    resourceMetadata: read(
      'resourceMetadata',
      (option, value) =>
        resourceMetadata(option, value, { insecureRequests, accepted, publicUrl: fixedUrl }),
      undefined,
    ),
    keyCache: keyLifetimes(options),
    tokenCacheEntries: read(
      'tokenCache',
      (option, value) => cacheBounds(option, value, 5000),
      5000,
    ),
  };
}

function systemClock(): number {
  return Date.now() / 1000;
}

function keyLifetimes(options: Members): KeyLifetimes {
  const defaults = { maxAge: 600, staleIfError: 86400, cooldown: 30 };
  if (options['keyCache'] === undefined) return defaults;
  const given = members('keyCache', options['keyCache'], Object.keys(defaults));
  const { maxAge, staleIfError, cooldown } = given;
  return {
    maxAge: maxAge === undefined ? defaults.maxAge : seconds('keyCache.maxAge', maxAge, 'above 0'),
    staleIfError:
      staleIfError === undefined
        ? defaults.staleIfError
        : seconds('keyCache.staleIfError', staleIfError, 'at least 0'),
    cooldown:
      cooldown === undefined
        ? defaults.cooldown
        : seconds('keyCache.cooldown', cooldown, 'at least 0'),
  };
}

function claimsSchema(option: string, value: unknown): ClaimsSchema {
  // arktype's schemas are functions, zod's and valibot's are objects.
  const standard = Object(value)['~standard'] as unknown;
  if (standard === undefined) reject(option, 'a Standard Schema', value);
  const { version, validate } = object(`${option}["~standard"]`, standard);
  if (version !== 1) reject(`${option}["~standard"].version`, '1', version);
  callable(`${option}["~standard"].validate`, validate);
  return value as ClaimsSchema;
}

function publicUrl(option: string, value: unknown): PublicUrl {
  const isGood =
    typeof value === 'function' || (isPublicUrl(value) && parseUrl(value) !== undefined);
  const expected = 'an origin, with a path prefix at most, or a function that gives one';
  return isGood ? (value as PublicUrl) : reject(option, expected, value);
}

// RFC 9110 section 5.6.4: a quoted string of printable ASCII needs no more than two escapes.
function quotable(option: string, value: unknown): string {
  const given = text(option, value);
  return /^[\x20-\x7e]+$/.test(given) ? given : reject(option, 'printable ASCII', value);
}
