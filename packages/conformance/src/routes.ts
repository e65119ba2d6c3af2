import type { AuthInfo } from '@holdfast/auth-core';

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
  /** The guard behind `auth()`, and its arguments. */
  readonly guard:
    | {
        readonly name: 'requiredScopes' | 'scopeIncludesAny';
        readonly scopes: readonly string[];
      }
    | undefined;
  /** Header fields that the handler sets. */
  readonly after: Readonly<Record<string, string>>;
}

const PLAIN: Omit<ConformanceRoute, 'path'> = {
  rest: false,
  before: {},
  auth: {},
  onError: false,
  guard: undefined,
  after: {},
};
const READ_AND_WRITE: ConformanceRoute['guard'] = {
  name: 'requiredScopes',
  scopes: ['read:things write:things'],
};

/**
 * The routes. The handler of each, last in line, answers OPTIONS with an empty 204 and every other
 * method with 200 and `showAuth(...)` as JSON.
 */
export const ROUTES: readonly ConformanceRoute[] = [
  { ...PLAIN, path: '/protected' },
  { ...PLAIN, path: '/optional', auth: { required: false } },
  {
    ...PLAIN,
    path: '/optional-scopes',
    auth: { required: false },
    guard: READ_AND_WRITE,
  },
  { ...PLAIN, path: '/preflight-refused', auth: { preflight: 'refuse' } },
  { ...PLAIN, path: '/all-scopes', guard: READ_AND_WRITE },
  {
    ...PLAIN,
    path: '/any-scope',
    guard: { name: 'scopeIncludesAny', scopes: ['read:things', 'admin'] },
  },
  { ...PLAIN, path: '/unguarded', auth: undefined, guard: READ_AND_WRITE },
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
  { ...PLAIN, path: '/', rest: true },
];

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
