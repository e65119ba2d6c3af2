import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, test } from 'vitest';
import type { GuardMiddleware } from '../src/index.ts';
import { getAuth, isAuthError, trpcAuth } from '../src/index.ts';
import { bearer, createApi, issuer, t } from './setting.ts';

// Another time than the system's: requiredAuthentication must ask the client's clock.
const NOW = 1_900_000_000;
const api = createApi({ now: () => NOW });
const auth = trpcAuth(api);
const optional = trpcAuth(api, { required: false });
const { createContext } = auth;
const seconds = { iat: NOW, exp: NOW + 3600 };

/** Calls one procedure behind the middlewares; gives its data, or the code of its error. */
async function call(
  build: (procedure: typeof t.procedure) => { query: (resolve: () => string) => never },
  claims?: Readonly<Record<string, unknown>>,
) {
  const failures: TRPCError[] = [];
  const router = t.router({ guarded: build(t.procedure).query(() => 'passed') });
  const token = claims && (await issuer.mint({ claims: { ...seconds, ...claims } }));
  const answer = await fetchRequestHandler({
    endpoint: '/',
    req: new Request('https://api.test/guarded', token ? { headers: bearer(token) } : {}),
    router,
    createContext: (options) => ({ ...createContext(options), app: 'things' }),
    onError: ({ error }) => void failures.push(error),
  });
  return { answer, body: (await answer.json()) as unknown, failures };
}

const behind = (guard: GuardMiddleware, { authenticated }: { authenticated: unknown } = auth) =>
  ((procedure: typeof t.procedure) =>
    procedure.use(authenticated as typeof auth.authenticated).use(guard)) as never;

interface Row {
  readonly id: string;
  readonly guard: GuardMiddleware;
  readonly good: Readonly<Record<string, unknown>>;
  readonly bad: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

const GUARDS: readonly Row[] = [
  {
    id: 'requiredScopes',
    guard: auth.requiredScopes('read write'),
    good: { scope: 'write read' },
    bad: { scope: 'read' },
    reason: 'insufficient_scope',
  },
  {
    id: 'scopeIncludesAny',
    guard: auth.scopeIncludesAny('read', 'write'),
    good: { scope: 'write' },
    bad: { scope: 'other' },
    reason: 'insufficient_scope',
  },
  {
    id: 'requiredPermissions',
    guard: auth.requiredPermissions('read:things'),
    good: { permissions: ['read:things'] },
    bad: { permissions: [] },
    reason: 'insufficient_permissions',
  },
  {
    id: 'claimEquals',
    guard: auth.claimEquals('tenant', 'acme'),
    good: { tenant: 'acme' },
    bad: {},
    reason: 'claim_mismatch',
  },
  {
    id: 'claimIncludes',
    guard: auth.claimIncludes('groups', 'a', 'b'),
    good: { groups: ['b', 'a'] },
    bad: { groups: ['a'] },
    reason: 'claim_mismatch',
  },
  {
    id: 'claimCheck',
    guard: auth.claimCheck(({ sub }) => sub === 'alice'),
    good: { sub: 'alice' },
    bad: { sub: 'bob' },
    reason: 'claim_mismatch',
  },
  {
    id: 'requiredAuthentication',
    guard: auth.requiredAuthentication({ maxAge: 60 }),
    good: { auth_time: NOW - 60 },
    bad: { auth_time: NOW - 61 },
    reason: 'authentication_age',
  },
];

describe.each(GUARDS)('$id', ({ guard, good, bad, reason }) => {
  test('lets pass', async () => {
    expect((await call(behind(guard), good)).body).toEqual({ result: { data: 'passed' } });
  });

  test('refuses', async () => {
    const { answer, failures } = await call(behind(guard), bad);
    expect(failures.map(({ cause }) => isAuthError(cause) && cause.reason)).toEqual([reason]);
    expect(answer.status).not.toBe(200);
  });

  test('refuses a caller without credentials (required: false)', async () => {
    const { answer, failures } = await call(behind(guard, optional));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="api", DPoP algs="ES256"');
    expect(failures.map(({ cause }) => isAuthError(cause) && cause.reason)).toEqual([
      'missing_authorization',
    ]);
  });

  test('without authentication before it is INTERNAL_SERVER_ERROR, whatever the caller sent', async () => {
    const alone = ((procedure: typeof t.procedure) => procedure.use(guard as never)) as never;
    const { answer, body, failures } = await call(alone, good);
    expect(answer.status).toBe(500);
    expect(body).toMatchObject({
      error: { message: 'Internal server error', data: { code: 'INTERNAL_SERVER_ERROR' } },
    });
    expect(failures[0]?.cause).toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining('A guard ran on a request'),
    });
  });
});

test('a guard is not let in by the authentication of another procedure of the batch', async () => {
  const router = t.router({
    caller: t.procedure.use(auth.authenticated).query(() => 'passed'),
    guarded: t.procedure.use(auth.requiredScopes('read') as never).query(() => 'passed'),
  });
  const token = await issuer.mint({ claims: { ...seconds, scope: 'read' } });
  const answer = await fetchRequestHandler({
    endpoint: '/',
    req: new Request('https://api.test/caller,guarded?batch=1&input={}', {
      headers: bearer(token),
    }),
    router,
    createContext: (options) => ({ ...createContext(options), app: 'things' }),
  });
  expect(answer.status).toBe(207);
  expect(await answer.json()).toMatchObject([
    { result: { data: 'passed' } },
    { error: { data: { code: 'INTERNAL_SERVER_ERROR' } } },
  ]);
});

test('a guard is not let in by an auth that the application has put there', async () => {
  const forged = ((procedure: typeof t.procedure) =>
    procedure
      .use(({ next }) => next({ ctx: { auth: { scopes: ['read'], claims: {} } } }))
      .use(auth.requiredScopes('read'))) as never;
  expect((await call(forged, { scope: 'read' })).answer.status).toBe(500);
});

describe('getAuth(ctx)', () => {
  test('gives the caller behind authenticated, and nobody without it', async () => {
    const seen: unknown[] = [];
    const watching = ((procedure: typeof t.procedure) =>
      procedure
        .use(({ ctx, next }) => {
          seen.push(getAuth(ctx));
          return next();
        })
        .use(auth.authenticated)
        .use(({ ctx, next }) => {
          seen.push(getAuth(ctx) === ctx.auth, getAuth(ctx, api)?.claims.sub);
          return next();
        })) as never;
    await call(watching, { sub: 'alice' });
    expect(seen).toEqual([undefined, true, 'alice']);
  });

  test('of another client throws', async () => {
    const other = createApi();
    const watching = ((procedure: typeof t.procedure) =>
      procedure.use(auth.authenticated).use(({ ctx, next }) => {
        expect(() => getAuth(ctx, other)).toThrow('another client');
        return next();
      })) as never;
    expect((await call(watching, {})).body).toEqual({ result: { data: 'passed' } });
  });
});
