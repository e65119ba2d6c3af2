import { describe, expect, test } from 'vitest';
import { ApiClient, ConfigurationError, requiredPermissions } from '../../src/index.ts';
import { callerWith, expectNoPass, NO_CALLERS, refusedBy } from './caller.ts';

type Needed = readonly (string | readonly string[])[];

const ROWS: ReadonlyArray<readonly [needed: Needed, held: string[], passes: boolean]> = [
  [['a'], ['a'], true],
  [['a'], ['b', 'a'], true],
  [['a'], [], false],
  [['a'], ['A'], false],
  [['a'], ['ab', 'xa'], false],
  [['a'], ['a b'], false],
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'b'], ['a'], false],
  [['a b'], ['a', 'b'], true],
  [[['a'], 'b c'], ['a', 'b', 'c'], true],
  [[['a'], 'b c'], ['a', 'b'], false],
];

describe('requiredPermissions wants all', () => {
  test.each(ROWS)('%j of %j: %j', (needed, held, passes) => {
    const error = refusedBy(requiredPermissions(...needed), callerWith({}, held));
    if (passes) return expect(error).toBeUndefined();
    const scopes = needed.flat().flatMap((item) => item.split(' '));
    return expect(error).toMatchObject({
      name: 'InsufficientScopeError',
      reason: 'insufficient_permissions',
      code: 'insufficient_scope',
      statusCode: 403,
      scopes,
      details: { expected: scopes, received: held },
    });
  });

  test('scopes are no permissions', () => {
    expect(refusedBy(requiredPermissions('read'), callerWith({ scope: 'read' }))).toBeDefined();
  });

  test("the claim of the schema's output is not looked at", () => {
    expect(refusedBy(requiredPermissions('a'), callerWith({ permissions: ['a'] }))).toBeDefined();
  });

  test.each<Needed>([[], [''], [[]], ['a"b'], ['a\nb']])('%j stops the start', (...needed) => {
    expect(() => requiredPermissions(...needed)).toThrow(ConfigurationError);
    expect(() => requiredPermissions(...needed)).toThrow('requiredPermissions() needs');
  });

  test.each(NO_CALLERS)('nobody passes without authentication: %j', (auth) => {
    expectNoPass(requiredPermissions('a'), auth);
  });

  test('the challenge names them all', () => {
    const api = new ApiClient({
      issuer: 'https://issuer.test/',
      audience: 'https://api.test',
      dpop: { mode: 'disabled' },
    });
    const request = { method: 'GET', url: 'https://api.test/', headers: {} };
    const refused = api.enforce(requiredPermissions('a', 'b'), callerWith({}, ['a']), request);
    expect(refused?.response.headers['www-authenticate']).toBe(
      'Bearer realm="api", scope="a b", error="insufficient_scope", ' +
        'error_description="The access token does not carry the permissions that this request needs."',
    );
  });
});
