import { initTRPC } from '@trpc/server';
import type { CreateExpressContextOptions } from '@trpc/server/adapters/express';
import type { FetchCreateContextFnOptions } from '@trpc/server/adapters/fetch';
import type {
  CreateHTTP2ContextOptions,
  CreateHTTPContextOptions,
} from '@trpc/server/adapters/standalone';
import type { CreateWSSContextFnOptions } from '@trpc/server/adapters/ws';
import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { AuthContext, AuthInfo } from '../src/index.ts';
import { ApiClient, getAuth, trpcAuth } from '../src/index.ts';
import { OPTIONS } from './setting.ts';

interface Claims {
  sub: string;
  org_id: string;
}
const claims = z.object({ sub: z.string(), org_id: z.string() });
const plain = trpcAuth(new ApiClient(OPTIONS));
const typed = trpcAuth(new ApiClient({ ...OPTIONS, claims }));
const optional = trpcAuth(new ApiClient({ ...OPTIONS, claims }), { required: false });

interface AppContext extends AuthContext {
  readonly db: { readonly find: () => number };
}

describe('types', () => {
  test('createContext takes what each adapter gives', () => {
    expectTypeOf(plain.createContext).toBeCallableWith({} as FetchCreateContextFnOptions);
    expectTypeOf(plain.createContext).toBeCallableWith({} as CreateHTTPContextOptions);
    expectTypeOf(plain.createContext).toBeCallableWith({} as CreateHTTP2ContextOptions);
    expectTypeOf(plain.createContext).toBeCallableWith({} as CreateExpressContextOptions);
    expectTypeOf(plain.createContext).toBeCallableWith({} as CreateWSSContextFnOptions);
    expectTypeOf(plain.createContext).returns.toEqualTypeOf<AuthContext>();
    // @ts-expect-error neither a place for header fields nor a socket
    expectTypeOf(plain.createContext).toBeCallableWith({ req: {} as Request });
  });

  test('ctx.auth is there behind authenticated, typed by the claims schema', () => {
    const t = initTRPC.context<AppContext>().create();
    t.procedure.use(plain.authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo>();
      expectTypeOf(ctx.db.find).returns.toEqualTypeOf<number>();
    });
    t.procedure.use(typed.authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo<Claims>>();
    });
    t.procedure.use(trpcAuth({ ...OPTIONS, claims }).authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo<Claims>>();
    });
    t.procedure.query(({ ctx }) => {
      expectTypeOf(ctx).not.toHaveProperty('auth');
    });
  });

  test('ctx.auth may be undefined with required: false, and where that is not known', () => {
    const t = initTRPC.context<AppContext>().create();
    t.procedure.use(optional.authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo<Claims> | undefined>();
    });
    const either = trpcAuth(OPTIONS, { required: Boolean('') });
    t.procedure.use(either.authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo | undefined>();
    });
    t.procedure.use(trpcAuth(OPTIONS, { required: true }).authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo>();
    });
    t.procedure.use(trpcAuth(OPTIONS, {}).authenticated).query(({ ctx }) => {
      expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo>();
    });
  });

  test('works with meta, inputs, and middlewares of the application, in any order', () => {
    const t = initTRPC.context<AppContext>().meta<{ role: string }>().create();
    const logged = t.middleware(({ ctx, next }) => next({ ctx: { start: ctx.db.find() } }));
    t.procedure
      .use(logged)
      .input(z.object({ id: z.string() }))
      .use(typed.authenticated)
      .use(typed.requiredScopes('read'))
      .use(({ ctx, next }) => next({ ctx: { organization: ctx.auth.claims.org_id } }))
      .query(({ ctx, input }) => {
        expectTypeOf(ctx.start).toEqualTypeOf<number>();
        expectTypeOf(ctx.organization).toEqualTypeOf<string>();
        expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo<Claims>>();
        expectTypeOf(input).toEqualTypeOf<{ id: string }>();
      });
  });

  test('a guard keeps the caller, and stands behind authenticated alone', () => {
    const t = initTRPC.context<AppContext>().create();
    t.procedure
      .use(typed.authenticated)
      .use(typed.claimCheck<Claims>(({ org_id }) => org_id !== ''))
      .query(({ ctx }) => {
        expectTypeOf(ctx.auth).toEqualTypeOf<AuthInfo<Claims>>();
      });
    t.procedure.use(optional.authenticated).use(optional.requiredScopes('read'));
    // @ts-expect-error no authentication before the guard
    t.procedure.use(typed.requiredScopes('read'));
  });

  test('a context without ours does not compile', () => {
    const t = initTRPC.context<{ readonly db: number }>().create();
    // @ts-expect-error createContext() of trpcAuth() is missing
    t.procedure.use(plain.authenticated);
  });

  test('getAuth(ctx) and getAuth(ctx, api)', () => {
    const from = (ctx: AppContext) => getAuth(ctx);
    expectTypeOf(from).returns.toEqualTypeOf<AuthInfo | undefined>();
    const api = new ApiClient({ ...OPTIONS, claims });
    const of = (ctx: AppContext) => getAuth(ctx, api);
    expectTypeOf(of).returns.toEqualTypeOf<AuthInfo<Claims> | undefined>();
  });

  test('options that are wrong do not compile', () => {
    // @ts-expect-error no audience
    expectTypeOf(trpcAuth).toBeCallableWith({ issuer: 'https://issuer.test/' });
    // @ts-expect-error errors go to tRPC's onError
    expectTypeOf(trpcAuth).toBeCallableWith(OPTIONS, { onError: () => {} });
  });
});
