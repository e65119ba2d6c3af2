import { describe, expect, test } from 'vitest';
import type { ClaimValue } from '../../src/index.ts';
import {
  ConfigurationError,
  claimCheck,
  claimEquals,
  claimIncludes,
  VerifyAccessTokenError,
} from '../../src/index.ts';
import { callerWith, expectNoPass, NO_CALLERS, refusedBy } from './caller.ts';

const DENIED = { name: 'AccessDeniedError', reason: 'claim_mismatch', statusCode: 403 };

const EQUALS: ReadonlyArray<readonly [value: ClaimValue, claim: unknown, passes: boolean]> = [
  ['blue', 'blue', true],
  ['blue', 'Blue', false],
  ['blue', 'blue ', false],
  ['blue', ['blue'], false],
  ['blue', undefined, false],
  ['', '', true],
  ['', undefined, false],
  [1, 1, true],
  [1, '1', false],
  [1, true, false],
  [0, -0, true],
  [0, false, false],
  [0, null, false],
  [true, true, true],
  [true, 1, false],
  [false, false, true],
  [false, undefined, false],
  [false, null, false],
  [null, null, true],
  [null, undefined, false],
  [null, 0, false],
];

describe('claimEquals compares without conversion', () => {
  test.each(EQUALS)('%j with %j: %j', (value, claim, passes) => {
    const error = refusedBy(claimEquals('c', value), callerWith({ c: claim }));
    if (passes) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ ...DENIED, details: { claim: 'c' } });
  });
});

const INCLUDES: ReadonlyArray<
  readonly [values: readonly ClaimValue[], claim: unknown, passes: boolean]
> = [
  [['a'], ['a'], true],
  [['a', 'b'], ['b', 'c', 'a'], true],
  [['a', 'b'], ['a'], false],
  [['a', 'a'], ['a'], true],
  [['a'], 'a', true],
  [['a', 'b'], 'b a', true],
  [['a'], 'ab', false],
  [['a'], 'a,b', false],
  [['a'], '', false],
  [['a b'], ['a b'], true],
  [['a b'], 'a b', false],
  [[1], [1], true],
  [[1], ['1'], false],
  [[1], '1', false],
  [[null], [null], true],
  [[null], [undefined], false],
  [[true], [1], false],
  [['a'], undefined, false],
  [['a'], null, false],
  [['a'], 5, false],
  [['a'], [['a']], false],
  [['a'], { 0: 'a', length: 1 }, false],
  [['a'], { includes: 'a' }, false],
];

describe('claimIncludes wants all values, in a list or as words', () => {
  test.each(INCLUDES)('%j in %j: %j', (values, claim, passes) => {
    const error = refusedBy(claimIncludes('c', ...values), callerWith({ c: claim }));
    if (passes) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ ...DENIED, details: { claim: 'c' } });
  });
});

describe('claimCheck lets pass for true alone', () => {
  test.each([
    [true, true],
    [false, false],
    [1, false],
    ['true', false],
    [{}, false],
    [undefined, false],
    [null, false],
  ])('%j: %j', (answer, passes) => {
    const error = refusedBy(
      claimCheck(() => answer as boolean, 'is good'),
      callerWith({}),
    );
    if (passes) expect(error).toBeUndefined();
    else expect(error).toMatchObject({ ...DENIED, details: { check: 'is good' } });
  });

  test('the function is given the claims', () => {
    const claims = { tenant: 'blue' };
    const given: unknown[] = [];
    expect(
      refusedBy(
        claimCheck((seen) => given.push(seen) === 1),
        callerWith(claims),
      ),
    ).toBe(undefined);
    expect(given).toEqual([claims]);
  });

  test('what it throws is a refusal, and the cause', () => {
    const cause = new TypeError('of the function');
    const check = (): never => {
      throw cause;
    };
    const error = refusedBy(claimCheck(check), callerWith({}));
    expect(error).toMatchObject({ ...DENIED, details: {} });
    expect(error?.cause).toBe(cause);
  });

  test('an AuthError that it throws is the refusal', () => {
    const thrown = new VerifyAccessTokenError('malformed_actor');
    const check = (): never => {
      throw thrown;
    };
    expect(refusedBy(claimCheck(check), callerWith({}))).toBe(thrown);
  });

  test.each([
    ['of true', async () => true],
    ['of false', async () => false],
    ['that rejects', () => Promise.reject(new Error('later'))],
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what this is about
    ['that is none, with a then', () => ({ then: () => undefined })],
  ])('a promise %s is a mistake of the application', (_kind, check) => {
    const guard = claimCheck(check as unknown as () => boolean);
    expect(() => guard(callerWith({}) as never)).toThrow(ConfigurationError);
    expect(() => guard(callerWith({}) as never)).toThrow('must not be asynchronous');
  });
});

const GUARDS = {
  claimEquals: (name: string) => claimEquals(name, 'blue'),
  claimIncludes: (name: string) => claimIncludes(name, 'blue'),
} as const;

describe.each(Object.entries(GUARDS))('%s', (name, make) => {
  test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'what objects inherit is no claim: %s',
    (claim) => {
      expect(refusedBy(make(claim), callerWith({}))).toMatchObject(DENIED);
    },
  );

  test('a claim may have an inherited name', () => {
    expect(refusedBy(make('toString'), callerWith({ toString: 'blue' }))).toBeUndefined();
  });

  test.each([undefined, null, 5, 'blue', ['blue']])(
    'claims that are %j have no members',
    (claims) => {
      expect(refusedBy(make('0'), callerWith(claims))?.reason ?? 'passed').toBe(
        Array.isArray(claims) ? 'passed' : 'claim_mismatch',
      );
    },
  );

  test.each([undefined, null, '', 5, {}, ['a']])('a name that is %j stops the start', (claim) => {
    expect(() => make(claim as string)).toThrow(ConfigurationError);
    expect(() => make(claim as string)).toThrow(`${name}() needs the name of a claim`);
  });

  test.each(NO_CALLERS)('nobody passes without authentication: %j', (auth) => {
    expectNoPass(make('tenant'), auth);
  });
});

test.each(NO_CALLERS)('claimCheck: nobody passes without authentication: %j', (auth) => {
  const check = () => true;
  expectNoPass(claimCheck(check), auth);
});

describe('what no claim can be compared with stops the start', () => {
  const VALUES = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    {},
    ['a'],
    () => 'a',
    1n,
    Symbol('a'),
  ];
  test.each(VALUES)('%s', (value) => {
    expect(() => claimEquals('c', value as ClaimValue)).toThrow('claimEquals() needs strings');
    expect(() => claimIncludes('c', 'a', value as ClaimValue)).toThrow('claimIncludes() needs');
  });

  test('an empty value, which two spaces in a row would hold', () => {
    expect(() => claimIncludes('c', 'a', '')).toThrow('claimIncludes() needs values that');
  });

  test('no value at all', () => {
    expect(() => claimIncludes('c')).toThrow(ConfigurationError);
  });

  test.each([undefined, null, 'tenant', {}])('a check that is %j', (check) => {
    expect(() => claimCheck(check as unknown as () => boolean)).toThrow('needs a function');
  });

  test.each([null, 5, {}])('a description that is %j', (description) => {
    expect(() => claimCheck(() => true, description as unknown as string)).toThrow('a description');
  });
});

test('what the claim was is in no refusal: claims tell of people', () => {
  const guards = [claimEquals('c', 'a'), claimIncludes('c', 'a'), claimCheck(() => false)];
  for (const guard of guards) {
    const error = refusedBy(guard, callerWith({ c: 'Jane Doe' }));
    expect(JSON.stringify([error, error?.message])).not.toContain('Jane');
  }
});
