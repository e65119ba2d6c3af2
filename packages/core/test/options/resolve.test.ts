import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../src/options/resolve.ts';
import { accepts, at, MINIMUM, refuses, wrongValues } from './build-client.ts';

const noSeconds = [
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
  [-1, '-1'],
  [-0.001, '-0.001'],
  ['5', '"5"'],
  [5n, 'a bigint'],
  [null, 'null'],
  [true, 'true'],
  [[5], 'an array'],
  [{ seconds: 5 }, 'an object'],
  [Symbol('5'), 'a symbol'],
] as const;

const AT_LEAST_0 = 'a finite number of seconds, at least 0';
const ABOVE_0 = 'a finite number of seconds, above 0';

describe('seconds', () => {
  const mayBe0 = ['clockTolerance', 'keyCache.staleIfError', 'keyCache.cooldown'];
  const above0 = ['timeout', 'keyCache.maxAge'];
  for (const option of mayBe0) {
    accepts([0, 0.5, 5, 1e9].map((value) => at(option, value)));
    refuses(wrongValues(option, AT_LEAST_0, noSeconds));
  }
  for (const option of above0) {
    accepts([0.001, 5, 1e12].map((value) => at(option, value)));
    refuses(wrongValues(option, ABOVE_0, [...noSeconds, [0, '0'], [-0, '0']]));
  }
});

describe('functions', () => {
  accepts([{ fetch: globalThis.fetch }, { fetch: async () => new Response() }, { now: () => 0 }]);
  for (const option of ['fetch', 'now']) {
    refuses(
      wrongValues(option, 'a function', [
        [null, 'null'],
        [0, '0'],
        ['fetch', '"fetch"'],
        [{ fetch: () => {} }, 'an object'],
        [[], 'an array'],
      ]),
    );
  }
});

describe('tokenType', () => {
  accepts([{ tokenType: 'jwt' }, { tokenType: 'at+jwt' }]);
  refuses(
    wrongValues('tokenType', 'one of "jwt", "at+jwt"', [
      ['JWT', '"JWT"'],
      ['AT+JWT', '"AT+JWT"'],
      ['application/at+jwt', '"application/at+jwt"'],
      ['opaque', '"opaque"'],
      ['', '""'],
      [null, 'null'],
      [['jwt'], 'an array'],
    ]),
  );
});

describe('requiredClaims', () => {
  accepts([{ requiredClaims: [] }, { requiredClaims: ['sub', 'https://example.com/tenant'] }]);
  refuses([
    ...wrongValues('requiredClaims', 'a list of strings', [
      ['sub', '"sub"'],
      [null, 'null'],
      [{ sub: true }, 'an object'],
    ]),
    { given: { requiredClaims: [''] }, names: 'requiredClaims[0]', was: '""', mayBe: 'a string' },
    {
      given: { requiredClaims: ['sub', 5] },
      names: 'requiredClaims[1]',
      was: '5',
      mayBe: 'a string',
    },
  ]);
});

describe('publicUrl', () => {
  accepts([
    { publicUrl: 'https://api.example.com' },
    { publicUrl: 'https://api.example.com:8443/v2' },
    { publicUrl: 'https://api.example.com/v2/' },
    { publicUrl: 'http://localhost:3000' },
    { publicUrl: () => 'https://api.example.com' },
  ]);
  refuses([
    ...wrongValues('publicUrl', 'an origin, with a path prefix at most', [
      ['api.example.com', '"api.example.com"'],
      ['/v2', '"/v2"'],
      ['ftp://api.example.com', '"ftp://api.example.com"'],
      [' https://api.example.com', '" https://api.example.com"'],
    ]),
    ...wrongValues('publicUrl', 'an origin, with a path prefix at most', [
      ['https://api.example.com/?tenant=1', '"https://api.example.com/?tenant=1"'],
      ['https://api.example.com/#top', '"https://api.example.com/#top"'],
      ['https://api.example.com?', '"https://api.example.com?"'],
    ]),
    ...wrongValues('publicUrl', 'or a function that gives one', [
      ['', '""'],
      [null, 'null'],
      [5, '5'],
      [['https://api.example.com'], 'an array'],
      [{ origin: 'https://api.example.com' }, 'an object'],
    ]),
  ]);
});

describe('realm', () => {
  accepts([{ realm: 'orders' }, { realm: 'say "hi"' }, { realm: 'back\\slash' }]);
  refuses([
    ...wrongValues('realm', 'printable ASCII', [
      ['café', '"café"'],
      ['a\tb', '"a\\tb"'],
      ['api\r\nset-cookie: a=b', '"api\\r\\nset-cookie: a=b"'],
      ['a\u0000', '"a\\u0000"'],
      ['a\u007f', '"a\u007f"'],
    ]),
    ...wrongValues('realm', 'a string that is not blank', [
      ['', '""'],
      ['  ', '"  "'],
      [null, 'null'],
      [5, '5'],
    ]),
  ]);
});

describe('caches', () => {
  test('the defaults', () => {
    expect(resolveOptions(MINIMUM).tokenCacheEntries).toBe(5000);
    expect(resolveOptions({ ...MINIMUM, exchangeCache: {} }).exchange.cacheEntries).toBe(1000);
    expect(resolveOptions(MINIMUM).exchange.cacheEntries).toBe(false);
  });

  for (const option of ['tokenCache', 'exchangeCache']) {
    accepts(
      [false, {}, { maxEntries: 1 }, { maxEntries: undefined }].map((value) => at(option, value)),
    );
    refuses([
      ...wrongValues(option, 'an object', [
        [true, 'true'],
        [null, 'null'],
        [0, '0'],
        [5000, '5000'],
        ['5000', '"5000"'],
        [[], 'an array'],
      ]),
      ...wrongValues(`${option}.maxEntries`, 'a whole number of at least 1', [
        [0, '0'],
        [-1, '-1'],
        [1.5, '1.5'],
        [Number.NaN, 'NaN'],
        [Number.POSITIVE_INFINITY, 'Infinity'],
        [2 ** 53, '9007199254740992'],
        ['5', '"5"'],
        [null, 'null'],
      ]),
    ]);
  }
  accepts([{ keyCache: {} }, { keyCache: { maxAge: undefined } }]);
  refuses(
    wrongValues('keyCache', 'an object', [
      [false, 'false'],
      [null, 'null'],
      [600, '600'],
      [[600], 'an array'],
    ]),
  );
});

describe('insecureRequests', () => {
  accepts([{ insecureRequests: true }, { insecureRequests: false }]);
  refuses(
    wrongValues('insecureRequests', 'true or false', [
      ['true', '"true"'],
      [1, '1'],
      [0, '0'],
      [null, 'null'],
    ]),
  );
});
