import { describe, expect, test } from 'vitest';
import {
  GetAccessTokenForConnectionError,
  GetTokenByExchangeProfileError,
  MissingRequiredArgumentError,
} from '../../src/index.ts';
import { createExchange, EXCHANGES, errorOf } from './setting.ts';

const { api, sent } = await createExchange();

type Verdict = 'accepted' | 'missing' | 'blank' | 'white space' | 'Bearer';

const TOKENS: readonly (readonly [token: unknown, verdict: Verdict])[] = [
  ['a', 'accepted'],
  ['eyJhbGciOiJub25lIn0.e30.AA', 'accepted'],
  ['two words', 'accepted'],
  ['bearer', 'accepted'],
  ['bearer-of-news', 'accepted'],
  ['Bearer.token', 'accepted'],
  ['not Bearer token', 'accepted'],
  ['DPoP-ish', 'accepted'],
  [undefined, 'missing'],
  [null, 'missing'],
  ['', 'missing'],
  [' ', 'blank'],
  ['\t\r\n', 'blank'],
  ['\u00a0\u2003', 'blank'],
  [5, 'blank'],
  [true, 'blank'],
  [{}, 'blank'],
  [['token'], 'blank'],
  [{ toString: () => 'token' }, 'blank'],
  [' token', 'white space'],
  ['token ', 'white space'],
  ['token\n', 'white space'],
  ['\ttoken', 'white space'],
  ['\u00a0token', 'white space'],
  ['token\ufeff', 'white space'],
  ['Bearer ', 'white space'],
  ['Bearer token', 'Bearer'],
  ['bearer token', 'Bearer'],
  ['BEARER token', 'Bearer'],
  ['bEaReR  token', 'Bearer'],
  ['Bearer\ttoken', 'Bearer'],
];

const MESSAGES: Readonly<Record<Verdict, (argument: string) => string>> = {
  accepted: () => '',
  missing: (argument) => `The argument "${argument}" is required.`,
  blank: (argument) => `The argument "${argument}" must be a string that is not blank.`,
  'white space': (argument) => `The argument "${argument}" has white space around it.`,
  Bearer: (argument) => `The argument "${argument}" must be the token alone, without "Bearer".`,
};

const INVALID = {
  getAccessTokenForConnection: {
    type: GetAccessTokenForConnectionError,
    code: 'get_access_token_for_connection_error',
    argument: 'accessToken',
  },
  getTokenByExchangeProfile: {
    type: GetTokenByExchangeProfileError,
    code: 'get_token_by_exchange_profile_error',
    argument: 'subjectToken',
  },
  getTokenOnBehalfOf: {
    type: GetTokenByExchangeProfileError,
    code: 'get_token_by_exchange_profile_error',
    argument: 'accessToken',
  },
};

for (const { method, call } of EXCHANGES) {
  describe(`the subject token of ${method}`, () => {
    const { type, code, argument } = INVALID[method as keyof typeof INVALID];
    // Undefined would be the default of the call.
    const callWith = (token: unknown): Promise<unknown> =>
      token === undefined ? callWithNone(method) : call(api, token as string);

    for (const [token, verdict] of TOKENS) {
      test(`${verdict}: ${JSON.stringify(token) ?? String(token)}`, async () => {
        const before = sent.length;
        if (verdict === 'accepted') {
          await callWith(token);
          expect(sent.at(-1)?.field('subject_token')).toBe(token);
          return;
        }
        const error = await errorOf(callWith(token));
        const missing = verdict === 'missing';
        expect(error).toBeInstanceOf(missing ? MissingRequiredArgumentError : type);
        expect(JSON.parse(JSON.stringify(error))).toEqual({
          name: missing ? 'MissingRequiredArgumentError' : type.name,
          message: MESSAGES[verdict](argument),
          code: missing ? 'missing_required_argument_error' : code,
          statusCode: 400,
        });
        if (missing) expect(error['argument']).toBe(argument);
        expect(sent).toHaveLength(before);
      });
    }
  });
}

function callWithNone(method: string): Promise<unknown> {
  const untyped = api as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const [first, ...rest] =
    method === 'getAccessTokenForConnection'
      ? [{ connection: 'google-oauth2' }]
      : [undefined, { subjectTokenType: 'urn:example:legacy' }];
  return untyped[method]?.(first, ...rest) ?? Promise.resolve();
}
