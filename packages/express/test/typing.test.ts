// The import types req.auth in every test of the workspace; that nothing does without it is checked
// by scripts/consumer, in programs of their own.
import '../src/augment.ts';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { describe, expectTypeOf, test } from 'vitest';
import type { ApiClientOptions, AuthError, AuthInfo, AuthOptions } from '../src/index.ts';
import {
  ApiClient,
  auth,
  getAuth,
  isAuthError,
  requiredScopes,
  scopeIncludesAny,
} from '../src/index.ts';
import { OPTIONS } from './setting.ts';

interface Claims {
  readonly tenant: string;
}

const claims: ApiClientOptions<Claims>['claims'] = {
  '~standard': { version: 1, vendor: 'test', validate: () => ({ value: { tenant: 'acme' } }) },
};
const plain = new ApiClient(OPTIONS);
const typed = new ApiClient({ ...OPTIONS, claims });
const callerOf = (req: Request) => getAuth(req);
type Caller = NonNullable<ReturnType<typeof callerOf>>;

describe('types', () => {
  test('getAuth(req) gives the claims that were checked', () => {
    expectTypeOf(getAuth<never>)
      .parameter(0)
      .toEqualTypeOf<Request>();
    expectTypeOf<Caller>().toEqualTypeOf<AuthInfo>();
    expectTypeOf<Caller['claims']['exp']>().toEqualTypeOf<number>();
    expectTypeOf<Caller['claims']['org_id']>().toEqualTypeOf<unknown>();
  });

  test('getAuth(req, api) gives what the schema gives', () => {
    const of = (req: Request) => getAuth(req, typed);
    expectTypeOf(of).returns.toEqualTypeOf<AuthInfo<Claims> | undefined>();
    // @ts-expect-error the schema names no such claim
    expectTypeOf(of).returns.exclude<undefined>().toHaveProperty('claims').toHaveProperty('sub');
    const ofPlain = (req: Request) => getAuth(req, plain);
    expectTypeOf(ofPlain).returns.toEqualTypeOf<AuthInfo | undefined>();
  });

  test('auth() takes a client of any schema, or options, and makes a middleware', () => {
    expectTypeOf(auth(plain)).toEqualTypeOf<RequestHandler>();
    expectTypeOf(auth(typed)).toEqualTypeOf<RequestHandler>();
    expectTypeOf(auth({ ...OPTIONS, claims })).toEqualTypeOf<RequestHandler>();
    expectTypeOf(requiredScopes('a', ['b'])).toEqualTypeOf<RequestHandler>();
    expectTypeOf(scopeIncludesAny('a', ['b'])).toEqualTypeOf<RequestHandler>();
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

  test('onError gets the error and what Express gives', () => {
    type Given = Parameters<NonNullable<AuthOptions['onError']>>;
    expectTypeOf<Given>().toEqualTypeOf<[AuthError, Request, Response, NextFunction]>();
    expectTypeOf(isAuthError).guards.toEqualTypeOf<AuthError>();
  });

  test('the augmentation types req.auth, as undefined too', () => {
    expectTypeOf<Request['auth']>().toEqualTypeOf<AuthInfo | undefined>();
    expectTypeOf<Request<{ id: string }>['auth']>().toEqualTypeOf<AuthInfo | undefined>();
  });
});
