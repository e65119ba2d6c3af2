import { describe, expect, test } from 'vitest';
import type { ExchangeProfileOptions } from '../../src/index.ts';
import { GetTokenByExchangeProfileError } from '../../src/index.ts';
import { createExchange, errorOf, SUBJECT } from './setting.ts';

const { api, sent } = await createExchange();

function exchange(extra: unknown): Promise<unknown> {
  return api.getTokenByExchangeProfile(SUBJECT, {
    subjectTokenType: 'urn:example:legacy',
    extra: extra as ExchangeProfileOptions['extra'],
  });
}

async function expectRefused(extra: unknown, message: string): Promise<void> {
  const before = sent.length;
  const error = await errorOf(exchange(extra));
  expect(error).toBeInstanceOf(GetTokenByExchangeProfileError);
  expect(error.message).toBe(message);
  expect(error).toMatchObject({ code: 'get_token_by_exchange_profile_error', statusCode: 400 });
  expect(sent).toHaveLength(before);
}

const RESERVED =
  'grant_type client_id client_secret client_assertion client_assertion_type subject_token ' +
  'subject_token_type requested_token_type actor_token actor_token_type subject_issuer audience aud ' +
  'resource resources resource_indicator scope connection login_hint organization assertion';

describe('names that cannot be set', () => {
  const message = 'The argument "extra" has a field that cannot be set there.';
  for (const name of RESERVED.split(' ')) {
    test(name, async () => {
      const spellings = [
        name,
        name.toUpperCase(),
        name.replace(/(^|_)[a-z]/g, (start) => start.toUpperCase()),
        ` ${name}`,
        `${name}\t`,
      ];
      for (const spelling of spellings) {
        await expectRefused({ [spelling]: 'a' }, message);
        await expectRefused({ device: 'phone', [spelling]: [] }, message);
      }
    });
  }

  test('the empty one', () => expectRefused({ '': 'a' }, message));
});

test.each([
  'subject',
  'subject_tokens',
  'x_audience',
  'audiences',
  'client',
  'scopes',
  'acr_values',
  'grant_typ',
  'a b',
  'zoë',
  '__proto__',
  'constructor',
])('the name %j may be set', async (name) => {
  await exchange(JSON.parse(`{"${name}":"a value"}`));
  expect(sent.at(-1)?.form).toContainEqual([name, 'a value']);
});

describe('values', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index);
  const GOOD: readonly (readonly [value: unknown, fields: readonly string[]])[] = [
    ['text', ['text']],
    ['', ['']],
    [' spaces & signs=+% ', [' spaces & signs=+% ']],
    ['zoë 日本', ['zoë 日本']],
    [0, ['0']],
    [-1.5, ['-1.5']],
    [1e21, ['1e+21']],
    [true, ['true']],
    [false, ['false']],
    [[], []],
    [['a'], ['a']],
    [
      ['b', 'a', 'b'],
      ['b', 'a', 'b'],
    ],
    [
      ['a', 1, false],
      ['a', '1', 'false'],
    ],
    [twenty, twenty.map(String)],
  ];
  test.each(GOOD)('%j is sent', async (value, fields) => {
    await exchange({ field: value, last: 'one' });
    const { body = '' } = sent.at(-1) ?? {};
    expect(new URLSearchParams(body).getAll('field')).toEqual(fields);
    expect(new URLSearchParams(body).getAll('last')).toEqual(['one']);
  });

  const BAD: readonly (readonly [title: string, value: unknown])[] = [
    ['undefined', undefined],
    ['null', null],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['an object', {}],
    ['an object with a toString', { toString: () => 'a' }],
    ['a boxed string', Object('a')],
    ['a date', new Date(0)],
    ['a function', () => 'a'],
    ['a symbol', Symbol('a')],
    ['a bigint', 1n],
    ['bytes', new Uint8Array(2)],
    ['a set', new Set(['a'])],
    ['a list with null', ['a', null]],
    ['a list with undefined', [undefined]],
    ['a list with NaN', [1, Number.NaN]],
    ['a list with an object', [{}]],
    ['a list in a list', [['a']]],
    ['an empty list in a list', ['a', []]],
    ['a list of 21', [...twenty, 20]],
  ];
  test.each(BAD)('%s is refused', async (_, value) => {
    await expectRefused(
      { good: 'a', field: value },
      'The fields of "extra" must be strings, finite numbers, booleans, or at most 20 of them in a list.',
    );
  });
});

test.each([
  ['null', null],
  ['a string', 'a=b'],
  ['a number', 5],
  ['true', true],
  ['a list', [['a', 'b']]],
  ['a function', () => ({})],
])('extra as %s is refused', (_, extra) =>
  expectRefused(extra, 'The argument "extra" must be an object.'),
);

test('the most fields that anybody may need are sent', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `field${index}`);
  await exchange(Object.fromEntries(names.map((name) => [name, name])));
  for (const name of names) expect(sent.at(-1)?.field(name)).toBe(name);
});
