import { SIGNATURE_ALGORITHMS } from '../request/jws/signature-algorithms.ts';
import { parseUrl } from '../request/parse-url.ts';
import type { PublicUrl } from '../request/public-url.ts';
import { isPublicUrl } from '../request/public-url.ts';
import { systemClock } from '../request/system-clock.ts';
import { algorithmList } from './algorithms.ts';
import {
  bool,
  cacheBounds,
  callable,
  group,
  object,
  oneOf,
  optional,
  reject,
  seconds,
  secretText,
  text,
  texts,
  unchecked,
  withDefault,
} from './checks.ts';
import type { ResolvedDpop } from './dpop.ts';
import { dpop } from './dpop.ts';
import type { ResolvedExchange } from './exchange.ts';
import { authentication, exchange } from './exchange.ts';
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

const readKeyCache = group<KeyLifetimes>({
  maxAge: withDefault(seconds('above 0'), 600),
  staleIfError: withDefault(seconds('at least 0'), 86400),
  cooldown: withDefault(seconds('at least 0'), 30),
});

/** Every option: what it may be alone, and its default. */
const readOptions = group({
  domain: unchecked,
  issuer: unchecked,
  issuers: unchecked,
  audience: audienceList,
  algorithms: withDefault(algorithmList, SIGNATURE_ALGORITHMS),
  tokenType: withDefault(oneOf(['jwt', 'at+jwt']), 'jwt'),
  requiredClaims: withDefault(texts, []),
  claims: optional(claimsSchema),
  clockTolerance: withDefault(seconds('at least 0'), 5),
  dpop: withDefault(dpop, {}),
  clientId: optional(text),
  clientSecret: optional(secretText),
  clientAuthentication: optional(authentication),
  exchangeCache: withDefault(cacheBounds(1000), false),
  exchangeIssuer: unchecked,
  fetch: withDefault(callable<typeof fetch>, globalFetch),
  timeout: withDefault(seconds('above 0'), 10),
  now: withDefault(callable<() => number>, systemClock),
  publicUrl: optional(publicUrl),
  realm: withDefault(quotable, 'api'),
  resourceMetadata: unchecked,
  keyCache: withDefault(readKeyCache, {}),
  tokenCache: withDefault(cacheBounds(5000), {}),
  insecureRequests: withDefault(bool, false),
});

/**
 * Reads the options of `ApiClient` once, into a new object.
 *
 * @throws {ConfigurationError} for an unknown option, a wrong one, or two that exclude each other
 */
export function resolveOptions(given: unknown): ResolvedOptions {
  const options = readOptions('', given);
  const { algorithms, audience: audiences, insecureRequests } = options;
  const issuerDefaults: IssuerDefaults = { algorithms, audiences, insecureRequests };
  const accepted = acceptedIssuers(options, issuerDefaults);
  const context = { insecureRequests, accepted, publicUrl: options.publicUrl };
  const readMetadata = optional((option, value) => resourceMetadata(option, value, context));
  return {
    accepted,
    issuerDefaults,
    exchange: exchange(options, accepted),
    schema: options.claims,
    resourceMetadata: readMetadata('resourceMetadata', options.resourceMetadata),
    tokenCacheEntries: options.tokenCache,
    tokenType: options.tokenType,
    requiredClaims: options.requiredClaims,
    clockTolerance: options.clockTolerance,
    dpop: options.dpop,
    publicUrl: options.publicUrl,
    fetch: options.fetch,
    timeout: options.timeout,
    now: options.now,
    realm: options.realm,
    keyCache: options.keyCache,
  };
}

// The global is looked up at each call, so that a later patch of it (a tracer's) is seen.
function globalFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  return globalThis.fetch(...request);
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
