import { createTestIssuer } from '@holdfast/auth-testing';
import { type } from 'arktype';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ClaimsSchema, ClaimsSchemaResult } from '../src/index.ts';
import { ApiClient, VerifyAccessTokenError } from '../src/index.ts';

const NOW = 1_900_000_000;
const issuer = await createTestIssuer({ algorithm: 'ES256', now: () => NOW });

function client<TClaims>(claims: ClaimsSchema<TClaims>): ApiClient<TClaims> {
  return new ApiClient({
    issuer: issuer.issuer,
    audience: 'https://api.test',
    claims,
    fetch: issuer.fetch,
    now: () => NOW,
    dpop: { mode: 'disabled' },
  });
}

async function requestWith(claims: object = {}, options: object = {}) {
  const authorization = `Bearer ${await issuer.mint({ claims: { ...claims }, ...options })}`;
  return { method: 'GET', url: 'https://api.test/', headers: { authorization } };
}

/** A Standard Schema without a library. */
function schemaOf<TClaims>(
  validate: (claims: unknown) => ClaimsSchemaResult<TClaims> | Promise<ClaimsSchemaResult<TClaims>>,
): ClaimsSchema<TClaims> {
  return { '~standard': { version: 1, vendor: 'own', validate } };
}

// Each asks for `tenant` in upper case, makes a number of `level`, and drops everything else.
const LIBRARIES: Readonly<Record<string, ClaimsSchema>> = {
  zod: z.object({
    tenant: z.string().regex(/^[A-Z]+$/, 'unseen'),
    level: z.string().transform(Number),
  }),
  'zod, asynchronous': z.object({
    tenant: z.string().refine(async (tenant) => /^[A-Z]+$/.test(tenant), 'unseen'),
    level: z.string().transform(async (level) => Number(level)),
  }),
  valibot: v.object({
    tenant: v.pipe(v.string(), v.regex(/^[A-Z]+$/, 'unseen')),
    level: v.pipe(v.string(), v.transform(Number)),
  }),
  'valibot, asynchronous': v.objectAsync({
    tenant: v.pipeAsync(
      v.string(),
      v.checkAsync(async (tenant) => /^[A-Z]+$/.test(tenant), 'unseen'),
    ),
    level: v.pipeAsync(
      v.string(),
      v.transformAsync(async (level) => Number(level)),
    ),
  }),
  arktype: type({
    '+': 'delete',
    tenant: type('/^[A-Z]+$/').describe('unseen'),
    level: type('string').pipe(Number),
  }),
};

for (const [library, schema] of Object.entries(LIBRARIES)) {
  describe(library, () => {
    const api = client(schema);

    test("the schema's output is auth.claims", async () => {
      const request = await requestWith({ tenant: 'ACME', level: '5', extra: true });
      expect((await api.verifyRequest(request)).claims).toEqual({ tenant: 'ACME', level: 5 });
    });

    test('the same comes from authenticate, admit and verifyAccessToken, remembered or not', async () => {
      const request = await requestWith({ tenant: 'ACME', level: '5' });
      const token = request.headers.authorization.slice('Bearer '.length);
      const claims = { tenant: 'ACME', level: 5 };
      expect(await api.authenticate(request)).toMatchObject({ ok: true, auth: { claims } });
      expect(await api.authenticate(request)).toMatchObject({ ok: true, auth: { claims } });
      expect(await api.admit(request)).toMatchObject({ ok: true, auth: { claims } });
      expect((await api.verifyAccessToken(token)).claims).toEqual(claims);
    });

    test('the rest of AuthInfo comes from the token', async () => {
      const request = await requestWith({ tenant: 'ACME', level: '5', scope: 'read' });
      expect(await api.verifyRequest(request)).toMatchObject({
        issuer: issuer.issuer,
        clientId: 'test-client',
        scopes: ['read'],
        expiresAt: NOW + 3600,
      });
    });

    test('issues refuse the token, and their text stays out of the answer and the log', async () => {
      const result = await api.authenticate(await requestWith({ tenant: 'acme', level: '5' }));
      if (result.ok) expect.fail('accepted');
      expect(result.error).toBeInstanceOf(VerifyAccessTokenError);
      expect(result.error).toMatchObject({
        reason: 'claims_rejected',
        details: { paths: ['tenant'] },
      });
      expect(result.error).not.toHaveProperty('cause');
      expect(result.response).toEqual({
        status: 401,
        headers: {
          'www-authenticate':
            'Bearer realm="api", error="invalid_token", ' +
            'error_description="The claims of the access token do not satisfy this API."',
          'content-type': 'application/json',
          'cache-control': 'no-store',
        },
        body: '{"error":"invalid_token","error_description":"The claims of the access token do not satisfy this API."}',
      });
      const said = JSON.stringify([result.response, result.error]) + result.error.message;
      expect(said).not.toContain('unseen');
      expect(said).not.toContain('acme');
    });

    test('a missing claim is an issue', async () => {
      const result = await api.authenticate(await requestWith({ level: '5' }));
      expect(result).toMatchObject({ ok: false, error: { reason: 'claims_rejected' } });
    });

    test('a refused token is refused again', async () => {
      const request = await requestWith({ tenant: 'acme', level: '5' });
      await api.authenticate(request);
      expect(await api.authenticate(request)).toMatchObject({
        ok: false,
        response: { status: 401 },
      });
    });
  });
}

describe('when the schema is asked', () => {
  const asked: unknown[] = [];
  const api = client(
    schemaOf((claims) => {
      asked.push(claims);
      return { value: claims };
    }),
  );

  test.for([
    ['expired', {}, { expiresIn: -60 }],
    ['audience_mismatch', { aud: 'other' }, {}],
    ['issuer_not_allowed', { iss: 'https://evil.test/' }, {}],
    ['invalid_claim', { scope: 5 }, {}],
  ] as const)('not for a token that is refused already: %s', async ([reason, claims, options]) => {
    asked.length = 0;
    const result = await api.authenticate(await requestWith(claims, options));
    expect(result).toMatchObject({ ok: false, error: { reason } });
    expect(asked).toEqual([]);
  });

  test('for each request anew, since its answer may depend on more than the token', async () => {
    asked.length = 0;
    const request = await requestWith();
    await api.authenticate(request);
    await api.authenticate(request);
    expect(asked).toHaveLength(2);
    expect(asked[0]).not.toBe(asked[1]);
  });
});

test('what the schema does to its input changes nothing for the next', async () => {
  const seen: unknown[] = [];
  const api = client(
    schemaOf((claims) => {
      seen.push(structuredClone(claims));
      Object.assign(claims as object, { scope: 'admin', exp: 0, sub: 'evil' });
      return { value: {} };
    }),
  );
  const request = await requestWith({ scope: 'read' });
  expect((await api.verifyRequest(request)).scopes).toEqual(['read']);
  expect(await api.verifyRequest(request)).toMatchObject({
    scopes: ['read'],
    expiresAt: NOW + 3600,
  });
  expect(seen[1]).toEqual(seen[0]);
});

describe('issues', () => {
  const rows: readonly (readonly [string, ClaimsSchemaResult<never>, readonly string[]])[] = [
    ['none in the list', { issues: [] }, []],
    ['without a path', { issues: [{ message: 'unseen' }] }, ['']],
    ['with an undefined path', { issues: [{ message: 'unseen', path: undefined }] }, ['']],
    [
      'of keys',
      { issues: [{ message: 'unseen', path: ['a', 0, Symbol('b')] }] },
      ['a.0.Symbol(b)'],
    ],
    ['of segments', { issues: [{ message: 'unseen', path: [{ key: 'a' }, { key: 1 }] }] }, ['a.1']],
    [
      'several',
      {
        issues: [
          { message: 'a', path: ['x'] },
          { message: 'b', path: ['y'] },
        ],
      },
      ['x', 'y'],
    ],
  ];
  for (const [name, answer, paths] of rows) {
    for (const [how, schema] of [
      ['at once', schemaOf(() => answer)],
      ['by a promise', schemaOf(async () => answer)],
    ] as const) {
      test(`${name}, ${how}`, async () => {
        const result = await client(schema).authenticate(await requestWith());
        expect(result).toMatchObject({
          ok: false,
          response: { status: 401 },
          error: { reason: 'claims_rejected', details: { paths } },
        });
      });
    }
  }
});
