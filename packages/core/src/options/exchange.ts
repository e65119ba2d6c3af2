import { ConfigurationError } from '../refusal/errors.ts';
import { algorithm } from './algorithms.ts';
import type { Members } from './checks.ts';
import {
  cacheBounds,
  choices,
  httpsUrl,
  members,
  reject,
  rejectSecret,
  rejectText,
  secretText,
  text,
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

/** Reads the options of the token endpoint's client, alone and against each other. */
export function exchange(options: Members, accepted: AcceptedIssuers): ResolvedExchange {
  const { clientId, clientSecret, clientAuthentication, exchangeCache, exchangeIssuer } = options;
  if (clientId !== undefined) text('clientId', clientId);
  if (clientSecret !== undefined) {
    secretText('clientSecret', clientSecret);
    needs('clientSecret', 'clientId', clientId);
  }
  if (clientAuthentication !== undefined) {
    needs('clientAuthentication', 'clientId', clientId);
    checkClientAuthentication(clientAuthentication, clientSecret);
  }
  if (exchangeIssuer !== undefined) checkExchangeIssuer(exchangeIssuer, options, accepted);
  const basic: ClientAuthentication | undefined =
    clientSecret === undefined ? undefined : { method: 'client_secret_basic' };
  const sole = options['issuers'] === undefined ? accepted.policies?.[0]?.issuer : undefined;
  return {
    clientId: clientId as string | undefined,
    clientSecret: clientSecret as string | undefined,
    // A copy: changing the options later changes nothing.
    authentication: clientAuthentication
      ? { ...(clientAuthentication as ClientAuthentication) }
      : basic,
    cacheEntries:
      exchangeCache === undefined ? false : cacheBounds('exchangeCache', exchangeCache, 1000),
    issuer: (exchangeIssuer as string | undefined) ?? sole,
  };
}

function checkClientAuthentication(value: unknown, clientSecret: unknown): void {
  const option = 'clientAuthentication';
  const known = ['method', 'privateKey', 'algorithm', 'keyId'];
  const given = members(option, value, known, rejectText);
  const { method, privateKey, algorithm: signingAlgorithm, keyId } = given;
  const chosen = METHODS.find((name) => name === method) ?? rejectMethod(method);
  const wantsSecret = chosen === 'client_secret_basic' || chosen === 'client_secret_post';
  if (wantsSecret !== (clientSecret !== undefined)) {
    throw new ConfigurationError(
      wantsSecret
        ? `Option "clientAuthentication.method" "${chosen}" needs "clientSecret".`
        : `Options "clientSecret" and "clientAuthentication.method" "${chosen}" exclude each other.`,
    );
  }
  if (chosen !== 'private_key_jwt') {
    for (const [name, given] of Object.entries({
      privateKey,
      algorithm: signingAlgorithm,
      keyId,
    })) {
      if (given === undefined) continue;
      throw new ConfigurationError(
        `Option "clientAuthentication.${name}" goes with the method "private_key_jwt" alone.`,
      );
    }
    return;
  }
  checkPrivateKey(privateKey);
  algorithm('clientAuthentication.algorithm', signingAlgorithm);
  if (keyId !== undefined) text('clientAuthentication.keyId', keyId);
}

// A key or a secret that was put here by mistake is not to be shown.
function rejectMethod(method: unknown): never {
  const isName = typeof method !== 'string' || /^[\w-]{1,40}$/.test(method);
  const complain = isName ? reject : rejectText;
  return complain('clientAuthentication.method', choices(METHODS), method);
}

function checkPrivateKey(value: unknown): void {
  const pem = typeof value === 'string' && value.includes('-----BEGIN PRIVATE KEY-----');
  const { kty, d, type } = Object(value) as Record<string, unknown>;
  const privateJwk = (kty === 'RSA' || kty === 'EC' || kty === 'OKP') && typeof d === 'string';
  if (!pem && !privateJwk && type !== 'private') {
    rejectSecret(
      'clientAuthentication.privateKey',
      'a CryptoKey, a private JWK or a PKCS#8 PEM',
      value,
    );
  }
}

function checkExchangeIssuer(value: unknown, options: Members, accepted: AcceptedIssuers): void {
  const insecure = options['insecureRequests'] === true;
  const issuer = httpsUrl('exchangeIssuer', value, insecure);
  needs('exchangeIssuer', 'issuers', options['issuers']);
  if (accepted.policies && !accepted.policies.some((policy) => policy.issuer === issuer)) {
    throw new ConfigurationError('Option "exchangeIssuer" must be one of "issuers".');
  }
}

function needs(option: string, other: string, value: unknown): void {
  if (value === undefined) throw new ConfigurationError(`Option "${option}" needs "${other}".`);
}
