import type { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trpcAuth } from '../src/index.ts';
import type { Served } from './adapters.ts';
import { ADAPTER_NAMES, serve } from './adapters.ts';
import { bearer, createApi, issuer, t } from './setting.ts';

const { createContext, authenticated, ...guards } = trpcAuth(createApi());
const unreachable = trpcAuth({
  issuer: 'https://down.test/',
  audience: 'https://api.test',
  fetch: async () => Promise.reject(new TypeError('unreachable')),
});
const procedure = t.procedure.use(authenticated);

const router = t.router({
  caller: procedure.query(({ ctx }) => ctx.auth.clientId),
  change: procedure.mutation(({ ctx }) => ctx.auth.clientId),
  scopes: procedure.use(guards.requiredScopes('read write')).query(() => 'passed'),
  tenant: procedure.use(guards.claimEquals('tenant', 'acme')).query(() => 'passed'),
  stepUp: procedure
    .use(guards.requiredAuthentication({ acrValues: ['gold'], maxAge: 60 }))
    .query(() => 'passed'),
  outage: t.procedure.use(unreachable.authenticated).query(() => 'passed'),
  unknown: t.procedure.query(() => {
    throw new Error('of the application');
  }),
});

const good = bearer(await issuer.mint({ clientId: 'shop', scope: 'read' }));
const expired = bearer(await issuer.mint({ expiresIn: -60 }));
const proofs = 'DPoP algs="ES256"';

interface Refusal {
  readonly id: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly code: TRPCError['code'];
  readonly status: number;
  readonly message: string;
  readonly challenge: string | null;
  readonly retryAfter?: string;
}

const REFUSALS: readonly Refusal[] = [
  {
    id: 'no credentials (RFC 6750 section 3.1)',
    path: 'caller',
    headers: {},
    code: 'UNAUTHORIZED',
    status: 401,
    message: 'This request needs an access token.',
    challenge: `Bearer realm="api", ${proofs}`,
  },
  {
    id: 'a scheme that is not offered (RFC 9110 section 11.6.1)',
    path: 'caller',
    headers: { authorization: 'Basic YTpi' },
    code: 'UNAUTHORIZED',
    status: 401,
    message: 'This authentication scheme is not accepted here.',
    challenge: `Bearer realm="api", ${proofs}`,
  },
  {
    id: 'malformed credentials (RFC 6750 section 3.1)',
    path: 'caller',
    headers: { authorization: 'Bearer' },
    code: 'BAD_REQUEST',
    status: 400,
    message: 'The Authorization field must be a scheme followed by one token.',
    challenge: `Bearer realm="api", error="invalid_request", error_description="The Authorization field must be a scheme followed by one token.", ${proofs}`,
  },
  {
    id: 'an expired token (RFC 6750 section 3.1)',
    path: 'caller',
    headers: expired,
    code: 'UNAUTHORIZED',
    status: 401,
    message: 'The access token has expired.',
    challenge: `Bearer realm="api", error="invalid_token", error_description="The access token has expired.", ${proofs}`,
  },
  {
    id: 'not enough scope (RFC 6750 section 3.1)',
    path: 'scopes',
    headers: good,
    code: 'FORBIDDEN',
    status: 403,
    message: 'The access token does not carry the scope that this request needs.',
    challenge: `Bearer realm="api", scope="read write", error="insufficient_scope", error_description="The access token does not carry the scope that this request needs.", ${proofs}`,
  },
  {
    id: 'a claim guard says no (RFC 9110 section 15.5.4)',
    path: 'tenant',
    headers: good,
    code: 'FORBIDDEN',
    status: 403,
    message: 'The claims of the access token do not give access to this.',
    challenge: null,
  },
  {
    id: 'step-up (RFC 9470 section 3)',
    path: 'stepUp',
    headers: good,
    code: 'UNAUTHORIZED',
    status: 401,
    message: 'This request needs a stronger authentication of the user.',
    challenge: `Bearer realm="api", acr_values="gold", max_age="60", error="insufficient_user_authentication", error_description="This request needs a stronger authentication of the user.", ${proofs}`,
  },
  {
    id: 'no keys to be had (RFC 9110 section 15.6.4)',
    path: 'outage',
    headers: { authorization: good.authorization },
    code: 'SERVICE_UNAVAILABLE',
    status: 503,
    message: 'The authorization server cannot be reached.',
    challenge: null,
    retryAfter: '5',
  },
];

describe.each(ADAPTER_NAMES)('the HTTP answer of the %s adapter', (name) => {
  let served: Served;
  beforeAll(async () => {
    const before = { 'Access-Control-Expose-Headers': 'X-App', Vary: 'Origin' };
    served = await serve(name, { router, createContext, before });
  });
  afterAll(() => served.close());

  test.each(REFUSALS)('refuses: $id', async (row) => {
    const headers = { ...row.headers };
    // The keys of this client's issuer cannot be had; it has to be one that it accepts.
    if (row.path === 'outage') {
      headers['authorization'] =
        `Bearer ${await issuer.mint({ claims: { iss: 'https://down.test/' } })}`;
    }
    const answer = await fetch(`${served.url}/${row.path}`, { headers });
    expect(await answer.json()).toEqual({
      error: {
        message: row.message,
        code: expect.any(Number),
        data: { code: row.code, httpStatus: row.status, path: row.path },
      },
    });
    expect(answer.status).toBe(row.status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    expect(answer.headers.get('www-authenticate')).toBe(row.challenge);
    expect(answer.headers.get('retry-after')).toBe(row.retryAfter ?? null);
    expect(answer.headers.get('access-control-expose-headers')).toBe('X-App');
  });

  test('lets scripts of another origin read the challenge (Fetch Standard)', async () => {
    const headers = { origin: 'https://app.example' };
    const answer = await fetch(`${served.url}/caller`, { headers });
    expect(answer.headers.get('access-control-expose-headers')).toBe(
      'X-App, WWW-Authenticate, DPoP-Nonce',
    );
  });

  test.each(['GET', 'POST'])(
    'accepts a %s, and keeps the answer out of shared caches',
    async (method) => {
      const path = method === 'GET' ? 'caller' : 'change';
      const headers = { ...good, 'content-type': 'application/json' };
      const answer = await fetch(`${served.url}/${path}`, { method, headers });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ result: { data: 'shop' } });
      expect(answer.headers.get('cache-control')).toBe('private');
      const vary = answer.headers.get('vary')?.toLowerCase().split(/, */).sort();
      expect(vary).toEqual(['accept', 'authorization', 'dpop', 'origin', 'trpc-accept']);
      expect(answer.headers.get('www-authenticate')).toBeNull();
    },
  );

  test("answers HEAD by tRPC's own 204: no procedure runs", async () => {
    const answer = await fetch(`${served.url}/caller`, { method: 'HEAD' });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  test('leaves errors of the application alone', async () => {
    const answer = await fetch(`${served.url}/unknown`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ error: { message: 'of the application' } });
    expect(answer.headers.get('cache-control')).toBeNull();
  });
});
