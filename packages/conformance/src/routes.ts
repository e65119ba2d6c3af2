import type { ApiClientOptions, AuthInfo } from '@holdfast/auth-core';
import type { GuardCall } from './guard-call.ts';
import { GUARD_ROUTES, READ_AND_WRITE } from './guard-routes.ts';

/** One route of the app that an adapter is tried with. */
export interface ConformanceRoute {
  /** Takes every method. */
  readonly path: string;
  /** True where it takes every path that no other entry takes, however odd. The last entry. */
  readonly rest: boolean;
  /** Header fields that the app sets before anything of the adapter runs. */
  readonly before: Readonly<Record<string, string>>;
  /** The options of `auth()`; undefined where the route has no authentication at all. */
  readonly auth:
    | { readonly required?: boolean; readonly preflight?: 'pass' | 'refuse' }
    | undefined;
  /** True where `auth()` gets an `onError` that answers `error.statusCode` with `error.reason` as plain text, and no header field of its own. */
  readonly onError: boolean;
  /** The guards behind `auth()`, in this order: see `applyGuard`. */
  readonly guards: readonly GuardCall[];
  /** Header fields that the handler sets. */
  readonly after: Readonly<Record<string, string>>;
}

const PLAIN: Omit<ConformanceRoute, 'path'> = {
  rest: false,
  before: {},
  auth: {},
  onError: false,
  guards: [],
  after: {},
};

/**
 * The routes. The handler of each, last in line, answers OPTIONS with an empty 204 and every other
 * method with 200 and `showAuth(...)` as JSON.
 */
export const ROUTES: readonly ConformanceRoute[] = [
  { ...PLAIN, path: '/protected' },
  { ...PLAIN, path: '/optional', auth: { required: false } },
  { ...PLAIN, path: '/preflight-refused', auth: { preflight: 'refuse' } },
  {
    ...PLAIN,
    path: '/cors',
    before: { 'Access-Control-Expose-Headers': 'X-App', Vary: 'Origin' },
  },
  {
    ...PLAIN,
    path: '/own-caching',
    after: { 'Cache-Control': 'private, max-age=60', Vary: 'Accept' },
  },
  { ...PLAIN, path: '/on-error', onError: true },
  { ...PLAIN, path: '/on-error-scopes', onError: true, guards: [READ_AND_WRITE] },
  ...GUARD_ROUTES.map((route) => ({ ...PLAIN, ...route })),
  { ...PLAIN, path: '/', rest: true },
];

/**
 * Tells whether the app is to serve the protected resource metadata: `protectedResourceMetadata(api)`
 * then stands before all routes.
 *
 * @param options those that `start` was given
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3
 */
export function servesMetadata({ resourceMetadata }: ApiClientOptions): boolean {
  return typeof resourceMetadata === 'object';
}

/**
 * Chooses what a route shows of the caller.
 *
 * @param auth what the adapter found out, undefined for a request without credentials
 * @returns the JSON body of the answer
 */
export function showAuth(auth: AuthInfo<unknown> | undefined): Readonly<Record<string, unknown>> {
  if (auth === undefined) return { anonymous: true };
  const { scopes, clientId, issuer, scheme, permissions, expiresAt, proof } = auth;
  const { sub } = auth.claims as Readonly<Record<string, unknown>>;
  return { sub, scopes, clientId, issuer, scheme, permissions, expiresAt, proof };
}
