import type { Context } from 'hono';
import { Hono } from 'hono';
import { createFactory } from 'hono/factory';
import { describe, expectTypeOf, test } from 'vitest';
import type {
  ApiClientOptions,
  AuthError,
  AuthInfo,
  AuthOptions,
  AuthVariables,
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
  test('c.var.auth has the claims of the schema', () => {
    new Hono().get('/', auth(typed), requiredScopes('read'), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(c.get('auth')).toEqualTypeOf<AuthInfo<Claims>>();
      return c.text(c.var.auth.claims.tenant);
    });
    new Hono().use(auth({ ...OPTIONS, claims })).get('/:id', (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(c.req.param('id')).toEqualTypeOf<string>();
      return c.text('');
    });
    new Hono().get('/', auth(OPTIONS), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo>();
      return c.text('');
    });
    new Hono().get('/', auth(plain), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo>();
      expectTypeOf(c.var.auth.claims.exp).toEqualTypeOf<number>();
      expectTypeOf(c.var.auth.claims['org_id']).toEqualTypeOf<unknown>();
      return c.text('');
    });
  });

  test('it is undefined too where credentials are not required, or perhaps not', () => {
    const flag: boolean = Math.random() < 2;
    const options: AuthOptions = {};
    const app = new Hono();
    app.get('/', auth(typed, { required: false }), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims> | undefined>();
      return c.text('');
    });
    app.get('/', auth(typed, { required: flag }), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims> | undefined>();
      return c.text('');
    });
    app.get('/', auth(typed, options), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims> | undefined>();
      return c.text('');
    });
    app.get('/', auth(typed, { required: true, preflight: 'refuse' }), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims>>();
      return c.text('');
    });
  });

  test('an app may declare the variables itself', () => {
    const app = new Hono<{ Variables: AuthVariables<Claims> & { other: number } }>();
    app.use('/a/*', auth(typed));
    app.get('/a/b', requiredScopes('read'), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(c.var.other).toEqualTypeOf<number>();
      return c.text('');
    });
    const factory = createFactory<{ Bindings: { KEY: string } }>();
    factory.createHandlers(auth(typed), (c) => {
      expectTypeOf(c.var.auth).toEqualTypeOf<AuthInfo<Claims>>();
      expectTypeOf(c.env.KEY).toEqualTypeOf<string>();
      expectTypeOf(getAuth(c, typed)).toEqualTypeOf<AuthInfo<Claims> | undefined>();
      return c.text('');
    });
  });

  test('getAuth() gives what was checked', () => {
    expectTypeOf((c: Context) => getAuth(c)).returns.toEqualTypeOf<AuthInfo | undefined>();
    expectTypeOf((c: Context) => getAuth(c, typed)).returns.toEqualTypeOf<
      AuthInfo<Claims> | undefined
    >();
    // @ts-expect-error the schema names no such claim
    (c: Context) => getAuth(c, typed)?.claims.sub;
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

  test('onError gets the error and what Hono gives, and answers', () => {
    expectTypeOf<Parameters<OnError>>().toEqualTypeOf<[AuthError, Context, () => Promise<never>]>();
    // @ts-expect-error no answer
    expectTypeOf<() => void>().toExtend<OnError>();
    expectTypeOf(isAuthError).guards.toEqualTypeOf<AuthError>();
  });
});
