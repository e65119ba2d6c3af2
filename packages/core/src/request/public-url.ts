import { ConfigurationError } from '../refusal/errors.ts';
import { parseUrl } from './parse-url.ts';
import type { ResourceRequest } from './resource-request.ts';

/**
 * White space, controls, backslash and all that is not ASCII: no URI of RFC 3986 holds them, but WHATWG
 * URL silently drops or rewrites them.
 */
export const FOREIGN_TO_URI: RegExp = /[^\x21-\x5b\x5d-\x7e]/;

/** What clients see: see the option `publicUrl`. */
export type PublicUrl = string | ((request: ResourceRequest) => string) | undefined;

/** Tells whether a value is an origin, with a path prefix at most. */
export function isPublicUrl(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i.test(value);
}

/**
 * Gives the URL that the client called. A public URL replaces the origin, whatever the request says
 * of its host, and prefixes the path.
 *
 * @returns the URL, or undefined where it cannot be told
 * @throws {ConfigurationError} when the application's function gives anything else
 */
export function publicRequestUrl(
  request: ResourceRequest,
  publicUrl: Exclude<PublicUrl, undefined>,
): string | undefined {
  const base = typeof publicUrl === 'function' ? publicUrl(request) : publicUrl;
  if (!isPublicUrl(base)) {
    throw new ConfigurationError('publicUrl() must give an origin, with a path prefix at most.');
  }
  const path = pathOf(request.url);
  // A URL parser would make a slash of a backslash: another path than the framework's.
  if (path !== undefined && FOREIGN_TO_URI.test(path.replace(/[?#].*$/s, ''))) return undefined;
  // Dot segments go first, or they would climb out of the prefix.
  const { pathname } = parseUrl(`http://host.invalid${path ?? ''}`) ?? {};
  return path === undefined || pathname === undefined
    ? undefined
    : base.replace(/\/$/, '') + pathname;
}

/**
 * Takes the path and query of a URL; undefined where there is none. By hand, because the host may be
 * one that no URL parser takes.
 */
export function pathOf(url: string): string | undefined {
  if (url.startsWith('/')) return url;
  const authority = url.indexOf('://');
  if (authority < 0) return undefined;
  const rest = url.slice(authority + 3);
  const start = rest.search(/[/?#]/);
  if (start < 0) return '/';
  return rest[start] === '/' ? rest.slice(start) : `/${rest.slice(start)}`;
}

// What a Host field may hold: with more in it, a caller would choose the path (RFC 9110 section 7.2).
const ORIGIN = /^https?:\/\/[^/?#@\\\s]+$/i;

/**
 * Makes the absolute URL of a Node request, for adapters.
 *
 * @param origin the origin that the framework tells, such as `https://api.example.com`; its host may
 * be whatever a caller sent
 * @param target the request target as it came: a path, or an absolute URL (RFC 9112 section 3.2.2),
 * of which the path alone counts, so that a request has one way to name a host and not two
 * @returns the URL; the path alone where the origin is none, so that no DPoP proof can match it
 * unless `publicUrl` says the origin
 */
export function requestUrl(origin: string, target: string): string {
  const path = pathOf(target) ?? '/';
  return ORIGIN.test(origin) ? origin + path : path;
}
