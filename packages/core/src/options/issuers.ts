import type { JSONWebKeySet } from 'jose';
import { ConfigurationError } from '../refusal/errors.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { parseUrl } from '../request/parse-url.ts';
import { algorithmList } from './algorithms.ts';
import { callable, group, httpsUrl, listOf, optional, reject, text, unchecked } from './checks.ts';
import type { IssuerResolver } from './options.ts';
import { publicKeySet } from './public-key-set.ts';

/** One accepted issuer and what its tokens must be: an `IssuerConfig` with every gap filled. */
export interface IssuerPolicy {
  readonly issuer: string;
  readonly jwksUri: string | undefined;
  readonly jwks: JSONWebKeySet | undefined;
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly audiences: readonly string[];
}

/** What the client's own options say where an issuer says nothing. */
export interface IssuerDefaults {
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly audiences: readonly string[];
  readonly insecureRequests: boolean;
}

/** Whose tokens are accepted: a fixed list, or a function to ask for each request. */
export type AcceptedIssuers =
  | { readonly policies: readonly IssuerPolicy[]; readonly resolver?: never }
  | { readonly resolver: IssuerResolver; readonly policies?: never };

/** The options that say so, not looked at yet. */
export type IssuerOptions = Readonly<Record<'domain' | 'issuer' | 'issuers', unknown>>;

/** Reads `domain`, `issuer` or `issuers`, exactly one of which must be there. */
export function acceptedIssuers(options: IssuerOptions, defaults: IssuerDefaults): AcceptedIssuers {
  const given = (['domain', 'issuer', 'issuers'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (given.length !== 1) {
    throw new ConfigurationError(
      `Exactly one of the options "domain", "issuer" and "issuers" must be given; there ${
        given.length === 0 ? 'was none' : `were ${given.join(' and ')}`
      }.`,
    );
  }
  const { domain, issuer, issuers } = options;
  if (domain !== undefined) {
    return { policies: [issuerPolicy('domain', domainIssuer(domain), defaults)] };
  }
  if (issuer !== undefined) return { policies: [issuerPolicy('issuer', issuer, defaults)] };
  if (typeof issuers === 'function') return { resolver: callable('issuers', issuers) };
  return { policies: issuerPolicies('issuers', issuers, defaults) };
}

function issuerPolicies(
  option: string,
  value: unknown,
  defaults: IssuerDefaults,
): readonly IssuerPolicy[] {
  const policies = listOf(
    (name, item) => issuerPolicy(name, item, defaults),
    'a list of at least one issuer, or a function that gives one',
  )(option, value);
  for (const [index, { issuer }] of policies.entries()) {
    if (policies.findIndex((other) => other.issuer === issuer) !== index) {
      reject(`${option}[${index}]`, 'an issuer that is not in the list already', issuer);
    }
  }
  return policies;
}

/** Reads one issuer: an identifier or an `IssuerConfig`. */
export function issuerPolicy(
  option: string,
  value: unknown,
  defaults: IssuerDefaults,
): IssuerPolicy {
  if (typeof value === 'string') return issuerPolicy(option, { issuer: value }, defaults);
  const { insecureRequests } = defaults;
  const { issuer, jwksUri, jwks, algorithms, audience } = group({
    issuer: unchecked,
    jwksUri: optional((name, uri) => httpsUrl(name, uri, insecureRequests)),
    jwks: optional(publicKeySet),
    algorithms: optional(algorithmList),
    audience: optional(audienceList),
  })(option, value);
  if (jwks && jwksUri) {
    throw new ConfigurationError(
      `Options "${option}.jwks" and "${option}.jwksUri" exclude each other.`,
    );
  }
  return {
    issuer: issuerIdentifier(option, issuer, insecureRequests),
    jwksUri,
    jwks,
    algorithms: algorithms ?? defaults.algorithms,
    audiences: audience ?? defaults.audiences,
  };
}

/** Reads an audience or a list of them; one is required, because a token for anybody is a token for nobody (RFC 8725 section 3.9). */
export function audienceList(option: string, value: unknown): readonly string[] {
  return Array.isArray(value)
    ? listOf(text, 'a string or a list of at least one')(option, value)
    : [text(option, value)];
}

// RFC 8414 section 2: an issuer identifier has no query and no fragment.
function issuerIdentifier(option: string, value: unknown, insecure: boolean): string {
  const issuer = httpsUrl(option, value, insecure);
  return /[?#]/.test(issuer) ? reject(option, 'a URL without query and fragment', value) : issuer;
}

const HOST = /^([a-z0-9_\u0080-\uffff-]+(\.[a-z0-9_\u0080-\uffff-]+)*|\[[0-9a-f:.]+\])(:\d+)?$/i;
const ASCII = /^[\x20-\x7e]*$/;

function domainIssuer(value: unknown): string {
  const domain = text('domain', value);
  const host = domain.replace(/^https:\/\//i, '').replace(/\/$/, '');
  const candidate = `https://${host}/`;
  const url = HOST.test(host) ? parseUrl(candidate) : undefined;
  // A number that a URL parser takes for an address is a typing error here.
  const isRewritten = ASCII.test(host) && url?.host !== host.toLowerCase().replace(/:443$/, '');
  if (url === undefined || isRewritten) {
    const expected = 'a host name, or an https URL with no path, query or credentials';
    return reject('domain', expected, value);
  }
  return url.href;
}
