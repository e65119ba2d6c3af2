import { httpsUrl, object, reject, texts } from './checks.ts';

/**
 * Reads `resourceMetadata` and gives the URL that challenges carry: the option itself, or the
 * well-known URL of its `resource` (RFC 9728 section 3.1: path inserted).
 */
export function resourceMetadataUrl(option: string, value: unknown, insecure: boolean): string {
  if (typeof value === 'string') return new URL(httpsUrl(option, value, insecure)).href;
  const { resource, scopesSupported } = object(option, value);
  const url = new URL(httpsUrl(`${option}.resource`, resource, insecure));
  if (url.hash !== '' || String(resource).includes('#')) {
    reject(`${option}.resource`, 'a URL without a fragment', resource);
  }
  if (scopesSupported !== undefined) texts(`${option}.scopesSupported`, scopesSupported);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.origin}/.well-known/oauth-protected-resource${path}${url.search}`;
}
