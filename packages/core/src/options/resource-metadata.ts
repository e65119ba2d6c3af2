import { isScopeToken } from '../request/scope-token.ts';
import { bool, httpsUrl, object, reject, text, texts } from './checks.ts';

/** The members of RFC 9728 section 2 that are not `resource`, by type. */
const LISTS = [
  'authorization_servers',
  'scopes_supported',
  'bearer_methods_supported',
  'resource_signing_alg_values_supported',
  'authorization_details_types_supported',
  'dpop_signing_alg_values_supported',
];
const TEXTS = [
  'jwks_uri',
  'resource_name',
  'resource_documentation',
  'resource_policy_uri',
  'resource_tos_uri',
];
const FLAGS = ['tls_client_certificate_bound_access_tokens', 'dpop_bound_access_tokens_required'];

/**
 * Reads `resourceMetadata` and gives the URL that challenges carry: the option itself, or the
 * well-known URL of its `resource` (RFC 9728 section 3.1: path inserted).
 */
export function resourceMetadataUrl(option: string, value: unknown, insecure: boolean): string {
  if (typeof value === 'string') return urlWithoutFragment(option, value, insecure).href;
  const given = object(option, value);
  const { resource, scopesSupported, ...members } = given;
  const url = urlWithoutFragment(`${option}.resource`, resource, insecure);
  if (scopesSupported !== undefined) {
    const scopes = texts(`${option}.scopesSupported`, scopesSupported);
    if (!scopes.every(isScopeToken)) reject(`${option}.scopesSupported`, 'scopes', scopesSupported);
  }
  for (const [name, member] of Object.entries(members))
    checkMember(`${option}.${name}`, name, member);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.origin}/.well-known/oauth-protected-resource${path}${url.search}`;
}

function urlWithoutFragment(option: string, value: unknown, insecure: boolean): URL {
  const url = httpsUrl(option, value, insecure);
  return url.includes('#') ? reject(option, 'a URL without a fragment', value) : new URL(url);
}

function checkMember(option: string, name: string, value: unknown): void {
  if (value === undefined) return;
  if (LISTS.includes(name)) texts(option, value);
  else if (TEXTS.includes(name)) text(option, value);
  else if (FLAGS.includes(name)) bool(option, value);
  else if (!['string', 'number', 'boolean', 'object'].includes(typeof value)) {
    reject(option, 'JSON', value);
  }
}
