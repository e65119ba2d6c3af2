import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { AuthenticationRequirement } from '../../src/index.ts';
import {
  ApiClient,
  ConfigurationError,
  InsufficientUserAuthenticationError,
  requiredAuthentication,
} from '../../src/index.ts';
import { callerWith, expectNoPass, NO_CALLERS, NOW, refusedBy } from './caller.ts';

type Row = readonly [
  requirement: AuthenticationRequirement,
  claims: Readonly<Record<string, unknown>>,
  reason: 'authentication_level' | 'authentication_age' | undefined,
  received?: unknown,
];
const gold = { acrValues: ['gold', 'silver'] };
const recent = { maxAge: 300 };
const level = 'authentication_level';
const age = 'authentication_age';

// RFC 9470 section 3; acr and auth_time are those of OpenID Connect Core section 2.
const ROWS: readonly Row[] = [
  [gold, { acr: 'gold' }, undefined],
  [gold, { acr: 'silver' }, undefined],
  [gold, { acr: 'bronze' }, level, 'bronze'],
  [gold, { acr: 'GOLD' }, level, 'GOLD'],
  [gold, { acr: 'gold silver' }, level, 'gold silver'],
  [gold, {}, level, 'undefined'],
  [gold, { acr: null }, level, 'object'],
  [gold, { acr: ['gold'] }, level, 'object'],
  [gold, { acr: 1 }, level, 'number'],
  [recent, { auth_time: NOW }, undefined],
  [recent, { auth_time: NOW - 300 }, undefined],
  [recent, { auth_time: NOW - 300.4 }, age, NOW - 300.4],
  [recent, { auth_time: NOW - 301 }, age, NOW - 301],
  [recent, { auth_time: NOW + 60 }, undefined],
  [recent, { auth_time: NOW + 61 }, age, NOW + 61],
  [recent, { auth_time: NOW * 1000 }, age, NOW * 1000],
  [recent, { auth_time: 0 }, age, 0],
  [recent, { auth_time: Number.POSITIVE_INFINITY }, age, Number.POSITIVE_INFINITY],
  [recent, { auth_time: Number.NaN }, age, Number.NaN],
  [recent, { auth_time: String(NOW) }, age, 'string'],
  [recent, { auth_time: null }, age, 'object'],
  [recent, {}, age, 'undefined'],
  [{ maxAge: 0 }, { auth_time: NOW }, undefined],
  [{ maxAge: 0 }, { auth_time: NOW - 1 }, age, NOW - 1],
  [{ ...gold, ...recent }, { acr: 'gold', auth_time: NOW }, undefined],
  [{ ...gold, ...recent }, { acr: 'gold' }, age, 'undefined'],
  [{ ...gold, ...recent }, { auth_time: NOW }, level, 'undefined'],
  [{ ...gold, ...recent }, {}, level, 'undefined'],
  [{ ...gold, maxAge: undefined }, { acr: 'gold' }, undefined],
  [{ ...recent, acrValues: undefined }, { auth_time: NOW }, undefined],
];

describe('requiredAuthentication', () => {
  for (const [requirement, claims, reason, received] of ROWS) {
    test(`${inspect(requirement)} of ${inspect(claims)}: ${reason ?? 'passes'}`, () => {
      const error = refusedBy(requiredAuthentication(requirement), callerWith(claims));
      expect(error?.reason).toBe(reason);
      if (error === undefined) return;
      const { acrValues, maxAge } = requirement;
      expect(error).toBeInstanceOf(InsufficientUserAuthenticationError);
      expect(error).toMatchObject({ statusCode: 401, acrValues, maxAge });
      expect(error.details).toEqual({ expected: reason === level ? acrValues : maxAge, received });
    });
  }

  test('a part of a second of the clock is no second of age', () => {
    const guard = requiredAuthentication({ maxAge: 0 });
    const caller = callerWith({ auth_time: NOW });
    expect(() => guard(caller as never, { now: () => NOW + 0.9 })).not.toThrow();
    expect(() => guard(caller as never, { now: () => NOW + 1 })).toThrow();
  });

  test('a clock that tells no number lets nobody pass', () => {
    const guard = requiredAuthentication(recent);
    const caller = callerWith({ auth_time: NOW });
    expect(() => guard(caller as never, { now: () => Number.NaN })).toThrow(
      InsufficientUserAuthenticationError,
    );
  });

  test("by itself it goes by the system's clock", () => {
    const guard = requiredAuthentication({ maxAge: 1_000_000_000 });
    expect(() => guard(callerWith({ auth_time: Date.now() / 1000 }) as never)).not.toThrow();
    expect(() => guard(callerWith({ auth_time: 1 }) as never)).toThrow();
  });

  test.each(NO_CALLERS)('nobody passes without authentication: %j', (auth) => {
    expectNoPass(requiredAuthentication(recent), auth);
  });

  test('changing the requirement afterwards changes nothing', () => {
    const acrValues = ['gold'];
    const guard = requiredAuthentication({ acrValues });
    acrValues[0] = 'bronze';
    expect(refusedBy(guard, callerWith({ acr: 'bronze' }))).toMatchObject({ acrValues: ['gold'] });
  });

  test('changing an error afterwards changes nothing', () => {
    const guard = requiredAuthentication(gold);
    const error = refusedBy(guard, callerWith({})) as InsufficientUserAuthenticationError;
    (error.acrValues as string[])[0] = 'none';
    (error.details['expected'] as string[])[0] = 'none';
    expect(refusedBy(guard, callerWith({}))).toMatchObject({ acrValues: ['gold', 'silver'] });
  });
});

describe('a wrong requirement stops the start', () => {
  const PARTS = 'acrValues, maxAge or both, and nothing else';
  const SECONDS = 'a maxAge that is a whole number of seconds, at least 0';
  const CLASSES = 'acrValues that is a list of classes without spaces and quotes';
  test.each([
    [undefined, PARTS],
    [null, PARTS],
    ['gold', PARTS],
    [{}, PARTS],
    [{ maxAge: undefined }, PARTS],
    [{ maxAge: 5, max_age: 5 }, PARTS],
    [{ acr_values: ['gold'] }, PARTS],
    [{ maxAge: -1 }, SECONDS],
    [{ maxAge: 1.5 }, SECONDS],
    [{ maxAge: '300' }, SECONDS],
    [{ maxAge: Number.NaN }, SECONDS],
    [{ maxAge: Number.POSITIVE_INFINITY }, SECONDS],
    [{ maxAge: null }, SECONDS],
    [{ acrValues: [] }, CLASSES],
    [{ acrValues: 'gold' }, CLASSES],
    [{ acrValues: ['gold silver'] }, CLASSES],
    [{ acrValues: ['go"ld'] }, CLASSES],
    [{ acrValues: ['gold\r\nX-A: b'] }, CLASSES],
    [{ acrValues: [''] }, CLASSES],
    [{ acrValues: [5] }, CLASSES],
    [{ acrValues: null }, CLASSES],
  ])('%j', (requirement, wanted) => {
    const make = () => requiredAuthentication(requirement as AuthenticationRequirement);
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(`requiredAuthentication() needs ${wanted}`);
  });
});

test('the answer asks for both, in this order (RFC 9470 section 3)', () => {
  const api = new ApiClient({
    issuer: 'https://issuer.test/',
    audience: 'https://api.test',
    resourceMetadata: 'https://api.test/meta',
    now: () => NOW,
  });
  const request = { method: 'GET', url: 'https://api.test/', headers: { authorization: 'DPoP a' } };
  const guard = requiredAuthentication({ ...gold, ...recent });
  expect(
    api.enforce(guard, callerWith({ acr: 'gold', auth_time: NOW - 301 }), request)?.response,
  ).toEqual({
    status: 401,
    headers: {
      'www-authenticate':
        'Bearer realm="api", resource_metadata="https://api.test/meta", ' +
        'DPoP resource_metadata="https://api.test/meta", acr_values="gold silver", max_age="300", ' +
        'error="insufficient_user_authentication", ' +
        'error_description="This request needs a more recent authentication of the user.", algs="ES256"',
      'content-type': 'application/json',
      'cache-control': 'no-store',
    },
    body: '{"error":"insufficient_user_authentication","error_description":"This request needs a more recent authentication of the user."}',
  });
});
