import { describe, expect, expectTypeOf, test } from 'vitest';
import * as core from '../../src/index.ts';
import { callerWith, NOW } from './caller.ts';

const api = new core.ApiClient({
  issuer: 'https://issuer.test/',
  audience: 'https://api.test',
  now: () => NOW,
});
const request = { method: 'GET', url: 'https://api.test/', headers: {} };
const adapted = core.adaptGuards((guard) => ({ guard }));

interface Row {
  readonly made: { readonly guard: core.Guard };
  readonly own: core.Guard;
  readonly refused: core.AuthInfo<unknown>;
  readonly passed: core.AuthInfo<unknown>;
}

const blue = callerWith({ tenant: 'blue', groups: ['staff'], auth_time: NOW }, ['a']);
const nobody = { ...callerWith({}), scopes: [] };
const ROWS: Readonly<Record<keyof core.Guards<unknown>, Row>> = {
  requiredScopes: row(adapted.requiredScopes('read', []), core.requiredScopes('read', [])),
  scopeIncludesAny: row(
    adapted.scopeIncludesAny(['read', 'b']),
    core.scopeIncludesAny(['read', 'b']),
  ),
  requiredPermissions: row(adapted.requiredPermissions('a'), core.requiredPermissions('a')),
  claimEquals: row(adapted.claimEquals('tenant', 'blue'), core.claimEquals('tenant', 'blue')),
  claimIncludes: row(
    adapted.claimIncludes('groups', 'staff'),
    core.claimIncludes('groups', 'staff'),
  ),
  claimCheck: row(adapted.claimCheck(isBlue, 'blue'), core.claimCheck(isBlue, 'blue')),
  requiredAuthentication: row(
    adapted.requiredAuthentication({ maxAge: 5 }),
    core.requiredAuthentication({ maxAge: 5 }),
  ),
};

describe('adaptGuards gives the guards of the core to an adapter', () => {
  test('under their own names, and no others', () => {
    expect(Object.keys(adapted).sort()).toEqual(Object.keys(ROWS).sort());
    for (const name of Object.keys(adapted)) expect(core).toHaveProperty(name);
  });

  test.each(Object.entries(ROWS))('%s', (_name, { made, own, refused, passed }) => {
    const answer = (guard: core.Guard, caller: core.AuthInfo<unknown>) =>
      api.enforce(guard, caller, request);
    expect(answer(made.guard, passed)).toBeUndefined();
    expect(answer(made.guard, refused)?.response).toEqual(answer(own, refused)?.response);
    expect(answer(made.guard, refused)?.error.details).toEqual(answer(own, refused)?.error.details);
    expect(answer(own, refused)).toBeDefined();
  });

  test('what is wrong stops the start', () => {
    expect(() => adapted.requiredScopes()).toThrow(core.ConfigurationError);
    expect(() => adapted.claimIncludes('a')).toThrow(core.ConfigurationError);
    expect(() => adapted.requiredAuthentication({})).toThrow(core.ConfigurationError);
  });

  test('the function of claimCheck may say which claims it takes', () => {
    const typed = adapted.claimCheck((claims: { readonly tenant: string }) => claims.tenant === '');
    expectTypeOf(typed).toEqualTypeOf<{ guard: core.Guard }>();
    adapted.claimCheck((claims) => {
      expectTypeOf(claims).toEqualTypeOf<core.AccessTokenClaims>();
      return true;
    });
  });
});

function isBlue({ tenant }: core.AccessTokenClaims): boolean {
  return tenant === 'blue';
}

function row(made: Row['made'], own: core.Guard): Row {
  return { made, own, refused: nobody, passed: blue };
}
