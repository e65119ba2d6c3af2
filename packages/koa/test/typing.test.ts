import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import Koa from 'koa';
import { describe, expectTypeOf, test } from 'vitest';
import type {
  ApiClientOptions,
  AuthError,
  AuthInfo,
  AuthOptions,
  AuthState,
  OnError,
} from '../src/index.ts';
import { ApiClient, auth, getAuth, isAuthError, requiredScopes } from '../src/index.ts';
import { OPTIONS } from './setting.ts';

interface Claims {
  readonly tenant: string;
}

const claims: ApiClientOptions<Claims>['claims'] = {
  '~standard': { version: 1, vendor: 'test', validate: () => ({ value: { tenant: 'acme' } }) },
};
const plain = new ApiClient(OPTIONS);
const typed = new ApiClient({ ...OPTIONS, claims });

describe('types', () => {
  test('auth() carries the state, with the claims of the schema', () => {
    expectTypeOf(auth(plain)).toEqualTypeOf<Middleware<{ auth: AuthInfo }>>();
    expectTypeOf(auth(OPTIONS)).toEqualTypeOf<Middleware<AuthState>>();
    expectTypeOf(auth(typed)).toEqualTypeOf<Middleware<{ auth: AuthInfo<Claims> }>>();
    expectTypeOf(auth({ ...OPTIONS, claims })).toEqualTypeOf<Middleware<AuthState<Claims>>>();
    expectTypeOf(requiredScopes('a', ['b'])).toEqualTypeOf<Middleware>();
  });

  test('it is undefined too where credentials are not required, or perhaps not', () => {
    const flag: boolean = Math.random() < 2;
    const options: AuthOptions = {};
    type Optional = Middleware<{ auth: AuthInfo<Claims> | undefined }>;
    expectTypeOf(auth(typed, { required: false })).toEqualTypeOf<Optional>();
    expectTypeOf(auth(typed, { required: flag })).toEqualTypeOf<Optional>();
    expectTypeOf(auth(typed, options)).toEqualTypeOf<Optional>();
    expectTypeOf(auth(typed, { required: true, preflight: 'refuse' })).toEqualTypeOf<
      Middleware<{ auth: AuthInfo<Claims> }>
    >();
  });

  test('ctx.state.auth behind it has its type', () => {
    const app = new Koa<{ other: number }>();
    app.use(auth(typed)).use((ctx) => {
      expectTypeOf(ctx.state.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(ctx.state.other).toEqualTypeOf<number>();
      expectTypeOf(getAuth(ctx)).toEqualTypeOf<AuthInfo | undefined>();
      expectTypeOf(getAuth(ctx, typed)).toEqualTypeOf<AuthInfo<Claims> | undefined>();
    });
    new Koa().use(auth(typed)).use(requiredScopes('read'));
    new Koa<AuthState<Claims, false>>().use((ctx) => {
      expectTypeOf(ctx.state.auth).toEqualTypeOf<AuthInfo<Claims> | undefined>();
    });
  });

  test('routes of @koa/router take it, and their handlers see its type', () => {
    const router = new Router<AuthState<Claims>>();
    router.get('/:id', auth(typed), requiredScopes('read'), (ctx) => {
      expectTypeOf(ctx.state.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(getAuth(ctx, typed)).toEqualTypeOf<AuthInfo<Claims> | undefined>();
    });
    const loose = new Router();
    loose.use(auth(typed), requiredScopes('read'));
    loose.get('/:id', auth(typed), (ctx) => {
      expectTypeOf(getAuth(ctx)).toEqualTypeOf<AuthInfo | undefined>();
    });
    new Koa().use(auth(typed)).use(router.routes());
  });

  test('getAuth() gives what was checked', () => {
    // @ts-expect-error the schema names no such claim
    (ctx: Context) => getAuth(ctx, typed)?.claims.sub;
    expectTypeOf((ctx: Context) => getAuth(ctx)?.claims.exp).returns.toEqualTypeOf<
      number | undefined
    >();
  });

  test('options that are wrong do not compile', () => {
    // @ts-expect-error no audience
    expectTypeOf(auth).toBeCallableWith({ issuer: 'https://issuer.test/' });
    // @ts-expect-error a typing error
    expectTypeOf<{ requried: false }>().toExtend<AuthOptions>();
    // @ts-expect-error neither of the two
    expectTypeOf<{ preflight: 'skip' }>().toExtend<AuthOptions>();
    // @ts-expect-error null is no answer to whether credentials are required
    expectTypeOf<{ required: null }>().toExtend<AuthOptions>();
  });

  test('onError gets the error and what Koa gives', () => {
    expectTypeOf<Parameters<OnError>>().toEqualTypeOf<[AuthError, Context, () => Promise<never>]>();
    expectTypeOf(isAuthError).guards.toEqualTypeOf<AuthError>();
  });
});
