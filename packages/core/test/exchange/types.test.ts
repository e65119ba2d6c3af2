import { describe, expect, expectTypeOf, test } from 'vitest';
import type {
  ApiClient,
  ApiError,
  ConnectionRequest,
  ConnectionToken,
  ExchangeError,
  ExchangeErrorJson,
  ExchangeProfileOptions,
  ExchangeProfileTokens,
  ExtraValue,
  OnBehalfOfOptions,
  OnBehalfOfToken,
} from '../../src/index.ts';
import { MissingRequiredArgumentError } from '../../src/index.ts';
import { createExchange, errorOf, SUBJECT } from './setting.ts';

describe('results', () => {
  test('each exchange has its own', () => {
    expectTypeOf<ApiClient['getAccessTokenForConnection']>().returns.resolves.toEqualTypeOf<{
      readonly accessToken: string;
      readonly expiresAt: number;
      readonly scope: string;
    }>();
    expectTypeOf<ConnectionToken['scope']>().toEqualTypeOf<string>();
    expectTypeOf<
      ApiClient['getTokenByExchangeProfile']
    >().returns.resolves.toEqualTypeOf<ExchangeProfileTokens>();
    expectTypeOf<
      ApiClient['getTokenOnBehalfOf']
    >().returns.resolves.toEqualTypeOf<OnBehalfOfToken>();
  });

  test('what is optional may be absent, and is never undefined', () => {
    expectTypeOf<keyof OnBehalfOfToken>().toEqualTypeOf<
      'accessToken' | 'expiresIn' | 'expiresAt' | 'scope' | 'tokenType' | 'issuedTokenType'
    >();
    expectTypeOf<keyof ExchangeProfileTokens>().toEqualTypeOf<
      keyof OnBehalfOfToken | 'idToken' | 'refreshToken'
    >();
    expectTypeOf<{
      accessToken: string;
      expiresIn: number;
      expiresAt: number;
    }>().toExtend<ExchangeProfileTokens>();
    expectTypeOf<{
      accessToken: string;
      expiresIn: number;
      expiresAt: number;
      scope: undefined;
    }>().not.toExtend<ExchangeProfileTokens>();
    expectTypeOf<ExchangeProfileTokens['expiresIn']>().toEqualTypeOf<number>();
  });
});

describe('arguments', () => {
  test('optional ones may be undefined', () => {
    expectTypeOf<{
      connection: string;
      accessToken: string;
      loginHint: undefined;
    }>().toExtend<ConnectionRequest>();
    expectTypeOf<{ audience: string; scope: undefined }>().toExtend<OnBehalfOfOptions>();
    expectTypeOf<{
      subjectTokenType: string;
      extra: undefined;
    }>().toExtend<ExchangeProfileOptions>();
    expectTypeOf<ExtraValue>().toEqualTypeOf<string | number | boolean>();
    expectTypeOf<ExchangeProfileOptions['extra']>().toEqualTypeOf<
      Readonly<Record<string, ExtraValue | readonly ExtraValue[]>> | undefined
    >();
  });

  test('what is wrong does not compile, and is refused', async () => {
    const { api, sent } = await createExchange();
    const subjectTokenType = 'urn:example:legacy';
    const audience = 'https://downstream.test';
    const wrong = [
      // @ts-expect-error no connection
      api.getAccessTokenForConnection({ accessToken: SUBJECT }),
      // @ts-expect-error no token
      api.getAccessTokenForConnection({ connection: 'google-oauth2' }),
      // @ts-expect-error another name
      api.getAccessTokenForConnection({ connection: 'a', accessToken: SUBJECT, login_hint: 'a' }),
      // @ts-expect-error no type
      api.getTokenByExchangeProfile(SUBJECT, {}),
      // @ts-expect-error no options
      api.getTokenByExchangeProfile(SUBJECT),
      // @ts-expect-error a list of scopes
      api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType, scope: ['a'] }),
      // @ts-expect-error an object as a field
      api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType, extra: { a: {} } }),
      // @ts-expect-error null as a field
      api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType, extra: { a: null } }),
      // @ts-expect-error a list in a list
      api.getTokenByExchangeProfile(SUBJECT, { subjectTokenType, extra: { a: [['b']] } }),
      // @ts-expect-error no audience
      api.getTokenOnBehalfOf(SUBJECT, {}),
      // @ts-expect-error no string
      api.getTokenOnBehalfOf(undefined, { audience }),
      // @ts-expect-error what only a profile has
      api.getTokenOnBehalfOf(SUBJECT, { audience, extra: {} }),
    ];
    for (const call of wrong) expect(await errorOf(call)).toMatchObject({ statusCode: 400 });
    expect(sent).toEqual([]);
  });
});

describe('errors', () => {
  test('have one base, codes and statuses', () => {
    expectTypeOf<ApiError>().toExtend<ExchangeError>();
    expectTypeOf<MissingRequiredArgumentError>().toExtend<ExchangeError>();
    expectTypeOf<ExchangeError>().toExtend<Error>();
    expectTypeOf<ApiError['name']>().toEqualTypeOf<'ApiError'>();
    expectTypeOf<ExchangeError['code']>().toEqualTypeOf<string>();
    expectTypeOf<ExchangeError['statusCode']>().toEqualTypeOf<number>();
    expectTypeOf<ExchangeError['toJSON']>().returns.toEqualTypeOf<ExchangeErrorJson>();
    expect(new MissingRequiredArgumentError('a').argument).toBe('a');
  });
});
