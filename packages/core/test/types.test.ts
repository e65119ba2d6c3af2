import { createTestIssuer } from '@holdfast/auth-testing';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type {
  AccessTokenClaims,
  AuthErrorReason,
  AuthInfo,
  Guard,
  ResourceRequest,
  requiredScopes,
} from '../src/index.ts';
import { ApiClient, isAuthError } from '../src/index.ts';

const issuer = await createTestIssuer({ algorithm: 'ES256' });
const base = { issuer: issuer.issuer, audience: 'https://api.test', fetch: issuer.fetch } as const;
const request: ResourceRequest = {
  method: 'GET',
  url: 'https://api.test/',
  headers: {
    authorization: `Bearer ${await issuer.mint({ claims: { tenant: 'a', level: '5' } })}`,
  },
};

interface Claims {
  tenant: string;
  level: number;
}

describe('auth.claims has the type of the schema', () => {
  test('zod', async () => {
    const claims = z.object({ tenant: z.string(), level: z.string().transform(Number) });
    const api = new ApiClient({ ...base, claims });
    expectTypeOf(api).toEqualTypeOf<ApiClient<Claims>>();
    const auth = await api.verifyRequest(request);
    expectTypeOf(auth.claims).toEqualTypeOf<Claims>();
    expect(auth.claims.level + 1).toBe(6);
    // @ts-expect-error the schema names no such claim
    expect(auth.claims.sub).toBeUndefined();
  });

  test('valibot', async () => {
    const claims = v.object({ tenant: v.string(), level: v.pipe(v.string(), v.transform(Number)) });
    const api = new ApiClient({ ...base, claims });
    expectTypeOf(api).toEqualTypeOf<ApiClient<Claims>>();
    const auth = await api.verifyRequest(request);
    expectTypeOf(auth.claims).toEqualTypeOf<Claims>();
    expect(auth.claims.level + 1).toBe(6);
    // @ts-expect-error the schema names no such claim
    expect(auth.claims.sub).toBeUndefined();
  });

  test('arktype', async () => {
    const level = type('string').pipe((text) => Number(text));
    const claims = type({ '+': 'delete', tenant: 'string', level });
    const api = new ApiClient({ ...base, claims });
    expectTypeOf(api).toEqualTypeOf<ApiClient<Claims>>();
    const auth = await api.verifyRequest(request);
    expectTypeOf(auth.claims).toEqualTypeOf<Claims>();
    expect(auth.claims.level + 1).toBe(6);
    // @ts-expect-error the schema names no such claim
    expect(auth.claims.sub).toBeUndefined();
  });

  test('asynchronous schemas', () => {
    const tenant = v.pipeAsync(
      v.string(),
      v.checkAsync(async () => true),
    );
    const ofValibot = new ApiClient({ ...base, claims: v.objectAsync({ tenant }) });
    expectTypeOf(ofValibot).toEqualTypeOf<ApiClient<{ tenant: string }>>();
    const refined = z.object({ tenant: z.string().refine(async () => true) });
    const ofZod = new ApiClient({ ...base, claims: refined });
    expectTypeOf(ofZod).toEqualTypeOf<ApiClient<{ tenant: string }>>();
  });

  test('with every way to name issuers', () => {
    const claims = z.object({ tenant: z.string() });
    const { audience } = base;
    const byDomain = new ApiClient({ domain: 'issuer.test', audience, claims });
    const byList = new ApiClient({ issuers: ['https://issuer.test/'], audience, claims });
    const byResolver = new ApiClient({ issuers: async () => [], audience, claims });
    expectTypeOf(byDomain).toEqualTypeOf<ApiClient<{ tenant: string }>>();
    expectTypeOf(byList).toEqualTypeOf<ApiClient<{ tenant: string }>>();
    expectTypeOf(byResolver).toEqualTypeOf<ApiClient<{ tenant: string }>>();
  });

  test('every method carries it', async () => {
    const api = new ApiClient({ ...base, claims: z.object({ tenant: z.string() }) });
    expectTypeOf(api.verifyRequest).returns.resolves.toEqualTypeOf<AuthInfo<{ tenant: string }>>();
    const alone = await api.verifyAccessToken(await issuer.mint({ claims: { tenant: 'a' } }));
    expectTypeOf(alone.claims).toEqualTypeOf<{ tenant: string }>();
    const result = await api.authenticate(request);
    if (result.ok) expectTypeOf(result.auth.claims).toEqualTypeOf<{ tenant: string }>();
    else expectTypeOf(result.error.reason).toEqualTypeOf<AuthErrorReason>();
    const admitted = await api.admit(request);
    if (admitted.ok) {
      expectTypeOf(admitted.auth).toEqualTypeOf<AuthInfo<{ tenant: string }> | undefined>();
    }
    expect(alone.claims.tenant).toBe('a');
  });
});

describe('without a schema', () => {
  test('claims are AccessTokenClaims: what was checked has a type, the rest is unknown', async () => {
    const api = new ApiClient(base);
    expectTypeOf(api).toEqualTypeOf<ApiClient<AccessTokenClaims>>();
    const { claims } = await api.verifyRequest(request);
    expectTypeOf(claims).toEqualTypeOf<AccessTokenClaims>();
    expectTypeOf(claims.iss).toEqualTypeOf<string>();
    expectTypeOf(claims.aud).toEqualTypeOf<string | string[]>();
    expectTypeOf(claims.exp).toEqualTypeOf<number>();
    expectTypeOf(claims['tenant']).toEqualTypeOf<unknown>();
    // @ts-expect-error a claim that nobody checked is no string
    const tenant: string = claims['tenant'];
    expect(tenant).toBe('a');
  });

  test('an undefined schema is none', () => {
    expectTypeOf(new ApiClient({ ...base, claims: undefined })).toExtend<ApiClient<unknown>>();
  });
});

/** What the MCP SDK's transports take: the shape of its own `AuthInfo`. */
interface McpAuthInfo {
  token: string;
  clientId: string;
  scopes: string[];
  expiresAt?: number;
  resource?: URL;
  extra?: Record<string, unknown>;
}

describe('AuthInfo', () => {
  test("satisfies the MCP SDK's AuthInfo, with and without a schema", async () => {
    expectTypeOf<AuthInfo>().toExtend<McpAuthInfo>();
    expectTypeOf<AuthInfo<Claims>>().toExtend<McpAuthInfo>();
    const transport = ({ auth }: { auth: McpAuthInfo }) => [auth.clientId, typeof auth.expiresAt];
    const auth = await new ApiClient(base).verifyRequest(request);
    expect(transport({ auth })).toEqual(['test-client', 'number']);
  });

  test('can be taken by guards whatever its claims', () => {
    expectTypeOf<AuthInfo<Claims>>().toExtend<AuthInfo<unknown>>();
    expectTypeOf<ReturnType<typeof requiredScopes>>().toEqualTypeOf<Guard>();
    expectTypeOf<Parameters<Guard>[0]>().toEqualTypeOf<AuthInfo<unknown>>();
  });

  test('has the types that are documented', () => {
    expectTypeOf<AuthInfo['scheme']>().toEqualTypeOf<'bearer' | 'dpop'>();
    expectTypeOf<AuthInfo['scopes']>().toEqualTypeOf<string[]>();
    expectTypeOf<AuthInfo['permissions']>().toEqualTypeOf<string[]>();
    expectTypeOf<AuthInfo['expiresAt']>().toEqualTypeOf<number>();
    expectTypeOf<AuthInfo['issuer']>().toEqualTypeOf<string>();
  });
});

test('a Fetch Request is a ResourceRequest as it stands, and so is what Node gives', () => {
  expectTypeOf<Request>().toExtend<ResourceRequest>();
  expectTypeOf<NodeJS.Dict<string[]>>().toExtend<ResourceRequest['headers']>();
  expectTypeOf<NodeJS.Dict<string | string[]>>().toExtend<ResourceRequest['headers']>();
});

test('isAuthError narrows unknown', () => {
  const value: unknown = new Error('a');
  if (isAuthError(value)) expectTypeOf(value.reason).toEqualTypeOf<AuthErrorReason>();
  expect(isAuthError(value)).toBe(false);
});
