import { runInNewContext } from 'node:vm';
import { createTestIssuer } from '@holdfast/auth-testing';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ClaimsSchema, ClaimsSchemaResult } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';

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

async function signedRequest() {
  const authorization = `Bearer ${await issuer.mint()}`;
  return { method: 'GET', url: 'https://api.test/', headers: { authorization } };
}

/** A Standard Schema without a library. */
function schemaOf<TClaims>(
  validate: (claims: unknown) => ClaimsSchemaResult<TClaims> | Promise<ClaimsSchemaResult<TClaims>>,
): ClaimsSchema<TClaims> {
  return { '~standard': { version: 1, vendor: 'own', validate } };
}

describe('promises that are no instances of Promise here', () => {
  // Test runners and plug-in hosts run code in realms of their own.
  const ForeignPromise = runInNewContext('Promise') as PromiseConstructor;
  const promises: Readonly<Record<string, <T>(value: T) => Promise<T>>> = {
    'of another realm': (value) => ForeignPromise.resolve(value),
    'thenable alone': (value) => {
      const settled = Promise.resolve(value);
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what this is about
      const thenable = { then: settled.then.bind(settled) };
      return thenable as unknown as typeof settled;
    },
  };
  for (const [name, promise] of Object.entries(promises)) {
    test(`issues refuse the token: ${name}`, async () => {
      const api = client(schemaOf<never>(() => promise({ issues: [{ message: 'a' }] })));
      const result = await api.authenticate(await signedRequest());
      expect(result).toMatchObject({ ok: false, error: { reason: 'claims_rejected' } });
    });

    test(`the output is awaited: ${name}`, async () => {
      const api = client(schemaOf(() => promise({ value: { tenant: 'a' } })));
      expect((await api.verifyRequest(await signedRequest())).claims).toEqual({ tenant: 'a' });
    });
  }
});

describe('a schema that throws is let through: an adapter answers 500, not 401', () => {
  const mistake = new RangeError('a mistake in the schema');
  const schemas: Readonly<Record<string, ClaimsSchema>> = {
    'at once': schemaOf(() => {
      throw mistake;
    }),
    'by a promise': schemaOf(async () => {
      throw mistake;
    }),
    'from within zod': z
      .string()
      .or(z.any())
      .transform(() => {
        throw mistake;
      }),
    'from within valibot': v.pipe(
      v.any(),
      v.transform(() => {
        throw mistake;
      }),
    ),
  };
  for (const [name, schema] of Object.entries(schemas)) {
    test(name, async () => {
      const api = client(schema);
      const request = await signedRequest();
      const token = request.headers.authorization.slice('Bearer '.length);
      await expect(api.authenticate(request)).rejects.toBe(mistake);
      await expect(api.verifyRequest(request)).rejects.toBe(mistake);
      await expect(api.verifyAccessToken(token)).rejects.toBe(mistake);
      await expect(admitted(api, request)).rejects.toBe(mistake);
    });
  }

  // An async function turns a throw at once, as for a remembered token, into a rejection.
  async function admitted(
    api: ApiClient<unknown>,
    request: Awaited<ReturnType<typeof signedRequest>>,
  ) {
    return api.admit(request);
  }

  test('an answer that is none at all is such a mistake, too', async () => {
    for (const answer of [undefined, null]) {
      const api = client(schemaOf(() => answer as unknown as ClaimsSchemaResult<unknown>));
      await expect(api.authenticate(await signedRequest())).rejects.toThrow(TypeError);
    }
  });
});
