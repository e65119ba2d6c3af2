import { describe, expect, test } from 'vitest';
import type { AuthInfo, Guard } from '../../src/index.ts';
import {
  ApiClient,
  ConfigurationError,
  guardWithoutAuthentication,
  InsufficientScopeError,
  requiredScopes,
  scopeIncludesAny,
  VerifyAccessTokenError,
} from '../../src/index.ts';

const request = { method: 'GET', url: 'https://api.test/', headers: {} };
const api = new ApiClient({
  issuer: 'https://issuer.test/',
  audience: 'https://api.test',
  dpop: { mode: 'disabled' },
  now: () => 1_900_000_000,
});

function caller(...scopes: string[]): AuthInfo {
  return {
    token: 'a.b.c',
    scheme: 'bearer',
    claims: { iss: 'https://issuer.test/', aud: 'https://api.test', exp: 1, iat: 0 },
    header: { alg: 'ES256' },
    issuer: 'https://issuer.test/',
    clientId: 'client',
    scopes,
    permissions: ['admin'],
    expiresAt: 1,
  };
}

function refusedBy(guard: Guard, auth: AuthInfo): InsufficientScopeError | undefined {
  try {
    guard(auth);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(InsufficientScopeError);
    return error as InsufficientScopeError;
  }
}

type Needed = readonly (string | readonly string[])[];
interface Row {
  readonly needed: Needed;
  readonly granted: readonly string[];
  readonly all: boolean;
  readonly any: boolean;
}

const rows: readonly Row[] = [
  { needed: ['read'], granted: ['read'], all: true, any: true },
  { needed: ['read'], granted: ['write', 'read'], all: true, any: true },
  { needed: ['read'], granted: [], all: false, any: false },
  { needed: ['read'], granted: ['write'], all: false, any: false },
  { needed: ['read', 'write'], granted: ['read', 'write', 'x'], all: true, any: true },
  { needed: ['read', 'write'], granted: ['write'], all: false, any: true },
  { needed: ['read write'], granted: ['read'], all: false, any: true },
  { needed: ['read write'], granted: ['write', 'read'], all: true, any: true },
  { needed: ['  read   write '], granted: ['read', 'write'], all: true, any: true },
  { needed: [['read', 'write']], granted: ['read'], all: false, any: true },
  { needed: [['read', 'write x'], 'y'], granted: ['read', 'write', 'x'], all: false, any: true },
  {
    needed: [['read', 'write x'], 'y'],
    granted: ['y', 'x', 'write', 'read'],
    all: true,
    any: true,
  },
  // Scopes are compared as whole, case-sensitive strings (RFC 6749 section 3.3).
  { needed: ['read'], granted: ['READ'], all: false, any: false },
  { needed: ['read'], granted: ['read:orders', 'xread', 'rea'], all: false, any: false },
  { needed: ['read'], granted: ['read write'], all: false, any: false },
  { needed: ['read'], granted: ['*'], all: false, any: false },
  { needed: ['constructor'], granted: [], all: false, any: false },
  { needed: ['length'], granted: [], all: false, any: false },
  {
    needed: ["!#$%&'()*+,-./:;<=>?@[]^_`{|}~"],
    granted: ["!#$%&'()*+,-./:;<=>?@[]^_`{|}~"],
    all: true,
    any: true,
  },
];

describe('requiredScopes wants all, scopeIncludesAny one', () => {
  for (const { needed, granted, all, any } of rows) {
    test(`${JSON.stringify(needed)} of ${JSON.stringify(granted)}: all ${all}, any ${any}`, () => {
      expect(refusedBy(requiredScopes(...needed), caller(...granted)) === undefined).toBe(all);
      expect(refusedBy(scopeIncludesAny(...needed), caller(...granted)) === undefined).toBe(any);
    });
  }

  test('permissions are not scopes', () => {
    expect(refusedBy(requiredScopes('admin'), caller())).toBeDefined();
  });
});

for (const make of [requiredScopes, scopeIncludesAny]) {
  describe(make.name, () => {
    test('the error names all that the route needs, once each, and what came', () => {
      const error = refusedBy(make('read write', ['read', 'delete']), caller('x'));
      expect(error).toMatchObject({
        reason: 'insufficient_scope',
        statusCode: 403,
        scopes: ['read', 'write', 'delete'],
        details: { expected: ['read', 'write', 'delete'], received: ['x'] },
      });
    });

    test.for<Needed>([
      [],
      [''],
      ['  '],
      [[]],
      [['']],
      ['read', 'wri"te'],
      ['a\\b'],
      ['a\tb'],
      ['café'],
      ['a\nb'],
    ])('%j is refused when the guard is made', (needed) => {
      expect(() => make(...needed)).toThrow(ConfigurationError);
      expect(() => make(...needed)).toThrow(`${make.name}() needs scopes`);
    });

    test.for([
      [undefined],
      [null],
      [5],
      [['read', null]],
      [{ scope: 'read' }],
      [[['read']]],
      [/read/],
    ])('%j is refused when the guard is made', (needed) => {
      expect(() => make(...(needed as Needed))).toThrow(ConfigurationError);
    });

    test.for([undefined, null, {}, { scopes: undefined }, { scopes: 'read' }, 'read', 5])(
      'without authentication (%j) it throws and never lets pass',
      (auth) => {
        const run = () => make('read')(auth as unknown as AuthInfo);
        expect(run).toThrow(ConfigurationError);
        expect(run).toThrow(guardWithoutAuthentication().message);
      },
    );

    test('changing the list afterwards changes nothing', () => {
      const needed = ['read'];
      const guard = make(needed);
      needed[0] = 'other';
      expect(refusedBy(guard, caller('other'))).toBeDefined();
      expect(refusedBy(guard, caller('read'))).toBeUndefined();
    });

    test('changing an error afterwards changes nothing', () => {
      const guard = make('read');
      const error = refusedBy(guard, caller()) ?? expect.fail('passed');
      (error.scopes as string[])[0] = 'other';
      (error.details['expected'] as string[])[0] = 'other';
      expect(refusedBy(guard, caller('other'))?.scopes).toEqual(['read']);
    });

    test("the error's copy of the caller's scopes is its own", () => {
      const auth = caller('x');
      const error = refusedBy(make('read'), auth) ?? expect.fail('passed');
      (error.details['received'] as string[]).push('read');
      expect(auth.scopes).toEqual(['x']);
    });
  });
}

describe('enforce', () => {
  test('lets pass', () => {
    expect(api.enforce(requiredScopes('read'), caller('read'), request)).toBeUndefined();
  });

  test('refuses with the whole answer', () => {
    const refused = api.enforce(requiredScopes('read', 'write'), caller('read'), request);
    expect(refused?.ok).toBe(false);
    expect(refused?.error).toBeInstanceOf(InsufficientScopeError);
    expect(refused?.response).toEqual({
      status: 403,
      headers: {
        'www-authenticate':
          'Bearer realm="api", scope="read write", error="insufficient_scope", ' +
          'error_description="The access token does not carry the scope that this request needs."',
        'content-type': 'application/json',
        'cache-control': 'no-store',
      },
      body: '{"error":"insufficient_scope","error_description":"The access token does not carry the scope that this request needs."}',
    });
    expect(refused?.error.headers).toHaveProperty('www-authenticate');
  });

  test('the request decides whether the fields are exposed', () => {
    const headers = { origin: 'https://app.test' };
    const refused = api.enforce(requiredScopes('read'), caller(), { ...request, headers });
    expect(refused?.response.headers).toHaveProperty('access-control-expose-headers');
  });

  test('a request that went on without credentials is asked for them', () => {
    const refused = api.enforce(requiredScopes('read'), undefined, request);
    expect(refused?.error.reason).toBe('missing_authorization');
    expect(refused?.response).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="api"' },
    });
  });

  test('a guard that lets everybody pass does not let pass who was not authenticated', () => {
    expect(api.enforce(() => {}, undefined, request)?.response.status).toBe(401);
  });

  test("hands the client's clock to the guard", () => {
    const seen: unknown[] = [];
    api.enforce((auth, options) => seen.push(auth, options?.now?.()), caller('a'), request);
    expect(seen).toEqual([caller('a'), 1_900_000_000]);
  });

  test("an application's own guard may throw any AuthError", () => {
    const guard: Guard = () => {
      throw new VerifyAccessTokenError('claims_rejected');
    };
    expect(api.enforce(guard, caller(), request)?.response.status).toBe(401);
  });

  test('anything else that a guard throws is let through', () => {
    const guard: Guard = () => {
      throw new RangeError('mine');
    };
    expect(() => api.enforce(guard, caller(), request)).toThrow(RangeError);
    const unauthenticated = {} as unknown as AuthInfo;
    expect(() => api.enforce(requiredScopes('a'), unauthenticated, request)).toThrow(
      ConfigurationError,
    );
  });
});

test('refusal() makes the answer for an error that a guard threw', () => {
  const error = refusedBy(requiredScopes('read'), caller()) ?? expect.fail('passed');
  expect(api.refusal(error, request)).toEqual(
    api.enforce(requiredScopes('read'), caller(), request)?.response,
  );
});
