import { ConfigurationError } from '../refusal/errors.ts';
import { isCryptoKeyFor, isJwkFor } from '../request/jws/key-fit.ts';
import { algorithm } from './algorithms.ts';
import type { Check } from './checks.ts';
import {
  group,
  httpsUrl,
  oneOf,
  optional,
  reject,
  rejectSecret,
  rejectText,
  text,
  unchecked,
} from './checks.ts';
import type { AcceptedIssuers } from './issuers.ts';
import type { ClientAuthentication } from './options.ts';

const METHODS = ['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'] as const;

/** The options of the token endpoint's client. */
export interface ResolvedExchange {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  /** Undefined where the client has nothing to authenticate with. */
  readonly authentication: ClientAuthentication | undefined;
  /** False for no cache. */
  readonly cacheEntries: number | false;
  /** Where tokens are exchanged; undefined where the options name no single issuer. */
  readonly issuer: string | undefined;
}

/** What the options say of the token endpoint's client, each looked at alone; `exchangeIssuer` not yet. */
export interface ExchangeOptions {
  readonly issuers: unknown;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly clientAuthentication: ClientAuthentication | undefined;
  readonly exchangeCache: number | false;
  readonly exchangeIssuer: unknown;
  readonly insecureRequests: boolean;
}

/** Looks at the options of the token endpoint's client against each other. */
export function exchange(options: ExchangeOptions, accepted: AcceptedIssuers): ResolvedExchange {
  const { clientId, clientSecret, clientAuthentication, exchangeCache, issuers } = options;
  if (clientSecret !== undefined) needs('clientSecret', 'clientId', clientId);
  if (clientAuthentication) {
    needs('clientAuthentication', 'clientId', clientId);
    checkMethod(clientAuthentication, clientSecret !== undefined);
  }
  const sole = issuers === undefined ? accepted.policies?.[0]?.issuer : undefined;
  return {
    clientId,
    clientSecret,
    authentication:
      clientAuthentication ??
      (clientSecret === undefined ? undefined : { method: 'client_secret_basic' }),
    cacheEntries: exchangeCache,
    issuer: exchangeIssuer(options, accepted) ?? sole,
  };
}

/** The members that go with the method `private_key_jwt`, and with no other. */
const SIGNING: Readonly<Record<string, Check<unknown>>> = {
  privateKey,
  algorithm,
  keyId: optional(text),
};

const readAuthentication = group(
  { method, privateKey: unchecked, algorithm: unchecked, keyId: unchecked },
  rejectText,
);

/** Reads `clientAuthentication`: a copy, so that changing the options later changes nothing. */
export function authentication(option: string, value: unknown): ClientAuthentication {
  const given: Readonly<Record<string, unknown>> = readAuthentication(option, value);
  const signs = given['method'] === 'private_key_jwt';
  for (const [name, check] of Object.entries(SIGNING)) {
    if (signs) check(`${option}.${name}`, given[name]);
    else if (given[name] !== undefined) {
      throw new ConfigurationError(
        `Option "${option}.${name}" goes with the method "private_key_jwt" alone.`,
      );
    }
  }
  const read = given as unknown as ClientAuthentication;
  if (read.method === 'private_key_jwt') checkFit(`${option}.privateKey`, read);
  return read;
}

// What a key says of itself. What PEM holds, and whether a key can be used at all, shows when it is imported.
function checkFit(
  option: string,
  { privateKey, algorithm: name }: ClientAuthentication & { method: 'private_key_jwt' },
): void {
  if (typeof privateKey === 'string') return;
  const key = privateKey as Readonly<Record<'kty' | 'crv' | 'algorithm', unknown>>;
  const fits = key.kty === undefined ? isCryptoKeyFor(name, key.algorithm) : isJwkFor(name, key);
  if (!fits) rejectSecret(option, `a private key for ${name}`, privateKey);
}

// A key or a secret that was put here by mistake is not to be shown.
function method(option: string, value: unknown): ClientAuthentication['method'] {
  const isName = typeof value !== 'string' || /^[\w-]{1,40}$/.test(value);
  return oneOf(METHODS, isName ? reject : rejectText)(option, value);
}

function privateKey(option: string, value: unknown): void {
  const pem = typeof value === 'string' && value.includes('-----BEGIN PRIVATE KEY-----');
  const { kty, d, type } = Object(value) as Record<string, unknown>;
  const privateJwk = (kty === 'RSA' || kty === 'EC' || kty === 'OKP') && typeof d === 'string';
  if (!pem && !privateJwk && type !== 'private') {
    rejectSecret(option, 'a CryptoKey, a private JWK or a PKCS#8 PEM', value);
  }
}

function checkMethod({ method: chosen }: ClientAuthentication, hasSecret: boolean): void {
  const wantsSecret = chosen.startsWith('client_secret_');
  if (wantsSecret === hasSecret) return;
  throw new ConfigurationError(
    wantsSecret
      ? `Option "clientAuthentication.method" "${chosen}" needs "clientSecret".`
      : `Options "clientSecret" and "clientAuthentication.method" "${chosen}" exclude each other.`,
  );
}

function exchangeIssuer(options: ExchangeOptions, accepted: AcceptedIssuers): string | undefined {
  if (options.exchangeIssuer === undefined) return undefined;
  const issuer = httpsUrl('exchangeIssuer', options.exchangeIssuer, options.insecureRequests);
  needs('exchangeIssuer', 'issuers', options.issuers);
  if (accepted.policies && !accepted.policies.some((policy) => policy.issuer === issuer)) {
    throw new ConfigurationError('Option "exchangeIssuer" must be one of "issuers".');
  }
  return issuer;
}

function needs(option: string, other: string, value: unknown): void {
  if (value === undefined) throw new ConfigurationError(`Option "${option}" needs "${other}".`);
}
