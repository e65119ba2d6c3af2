import { ConfigurationError } from '../refusal/errors.ts';
import type { PublicUrl } from '../request/public-url.ts';
import { isScopeToken } from '../request/scope-token.ts';
import type { Check, Members } from './checks.ts';
import { bool, httpsUrl, object, reject, text, texts } from './checks.ts';
import type { AcceptedIssuers } from './issuers.ts';

/** The option after validation. */
export interface ResolvedResourceMetadata {
  /** Where the document is: `resource_metadata` in challenges. */
  readonly url: string;
  /** The document's members as the application gave them; undefined where the document is elsewhere. */
  readonly members: Members | undefined;
}

/** What the option is checked against. */
export interface ResourceMetadataContext {
  readonly insecureRequests: boolean;
  readonly accepted: AcceptedIssuers;
  /** What clients see: where that is fixed, it is the resource, unless the option names another. */
  readonly publicUrl: PublicUrl;
}

/** The members of RFC 9728 section 2 that applications may give. */
const MEMBERS: Readonly<Record<string, Check<unknown>>> = {
  authorization_servers: texts,
  jwks_uri: (option, value) => httpsUrl(option, value, false),
  scopes_supported: scopes,
  resource_signing_alg_values_supported: signatures,
  resource_name: text,
  resource_documentation: page,
  resource_policy_uri: page,
  resource_tos_uri: page,
  tls_client_certificate_bound_access_tokens: bool,
  authorization_details_types_supported: texts,
};

/** Those that follow from other options, so that the document never says what the checks do not do. */
const COMPUTED = [
  'bearer_methods_supported',
  'dpop_signing_alg_values_supported',
  'dpop_bound_access_tokens_required',
];

/**
 * Reads `resourceMetadata`: the URL of a document that is served elsewhere, or the document, whose URL
 * is then the well-known one of its `resource` (RFC 9728 section 3.1: path inserted).
 */
export function resourceMetadata(
  option: string,
  value: unknown,
  { insecureRequests, accepted, publicUrl }: ResourceMetadataContext,
): ResolvedResourceMetadata {
  if (typeof value === 'string') {
    return { url: urlWithoutFragment(option, value, insecureRequests).href, members: undefined };
  }
  const fixedUrl = typeof publicUrl === 'string' ? publicUrl : undefined;
  const { resource = fixedUrl, ...given } = object(option, value);
  const url = urlWithoutFragment(`${option}.resource`, resource, insecureRequests);
  const members: Record<string, unknown> = { resource };
  for (const [name, member] of Object.entries(given)) {
    if (member === undefined) continue;
    const wire = wireName(name);
    if (Object.hasOwn(members, wire)) reject(`${option}.${name}`, 'given once', member);
    members[wire] = checked(`${option}.${name}`, wire, member);
  }
  checkServers(option, members['authorization_servers'], accepted);
  const path = url.pathname === '/' ? '' : url.pathname;
  return {
    url: `${url.origin}/.well-known/oauth-protected-resource${path}${url.search}`,
    members,
  };
}

function urlWithoutFragment(option: string, value: unknown, insecure: boolean): URL {
  const url = httpsUrl(option, value, insecure);
  return url.includes('#') ? reject(option, 'a URL without a fragment', value) : new URL(url);
}

// Options are in camel case, the document is not; both are understood.
function wireName(name: string): string {
  const wire = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.hasOwn(MEMBERS, wire) || COMPUTED.includes(wire) ? wire : name;
}

function checked(option: string, wire: string, value: unknown): unknown {
  if (COMPUTED.includes(wire)) reject(option, 'left out: it follows from other options', value);
  const check = Object.hasOwn(MEMBERS, wire) ? MEMBERS[wire] : undefined;
  if (check) return check(option, value);
  // Extensions are not written in camel case: this is a known name with a letter wrong.
  if (/[a-z][A-Z]/.test(wire)) {
    throw new ConfigurationError(
      `Option "${option}" is not known; there are: ${Object.keys(MEMBERS).join(', ')}, also in camel case.`,
    );
  }
  return isJson(value) ? value : reject(option, 'JSON', value);
}

// RFC 9728 section 2 forbids it.
function signatures(option: string, value: unknown): readonly string[] {
  const given = texts(option, value);
  return given.includes('none') ? reject(option, 'without "none"', 'none') : given;
}

// People follow these links.
function page(option: string, value: unknown): string {
  return httpsUrl(option, value, true);
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    // A cycle, or a BigInt.
    return false;
  }
}

function scopes(option: string, value: unknown): readonly string[] {
  const given = texts(option, value);
  return given.every(isScopeToken) ? given : reject(option, 'scopes', value);
}

// A server whose tokens are not accepted would send clients on a way without an end.
function checkServers(option: string, servers: unknown, accepted: AcceptedIssuers): void {
  if (servers === undefined || accepted.policies === undefined) return;
  const known = accepted.policies.map(({ issuer }) => issuer);
  for (const server of servers as readonly string[]) {
    if (known.includes(server)) continue;
    reject(`${option}.authorization_servers`, 'a list of the accepted issuers', server);
  }
}
