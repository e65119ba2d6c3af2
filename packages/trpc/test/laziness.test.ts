import type { IncomingMessage } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CreateContextOptions } from '../src/index.ts';
import { ApiClient, trpcAuth } from '../src/index.ts';
import { AUDIENCE, bearer, issuer, t } from './setting.ts';

const requests: string[] = [];
const api = new ApiClient({
  issuer: issuer.issuer,
  audience: AUDIENCE,
  fetch: (...call: Parameters<typeof fetch>) => {
    requests.push(String(call[0]));
    return issuer.fetch(...call);
  },
  tokenCache: false,
});
const strict = trpcAuth(api);
const optional = trpcAuth(api, { required: false });
const { createContext } = strict;

const router = t.router({
  open: t.procedure.query(() => 'open'),
  caller: t.procedure.use(strict.authenticated).query(({ ctx }) => ctx.auth.clientId),
  twice: t.procedure
    .use(optional.authenticated)
    .use(strict.authenticated)
    .use(strict.authenticated)
    .query(({ ctx }) => ctx.auth.clientId),
  maybe: t.procedure.use(optional.authenticated).query(({ ctx }) => ctx.auth?.clientId ?? 'nobody'),
});

const token = await issuer.mint({ clientId: 'shop' });

function watch() {
  requests.length = 0;
  return {
    admit: vi.spyOn(api, 'admit'),
    verify: vi.spyOn(crypto.subtle, 'verify'),
    digest: vi.spyOn(crypto.subtle, 'digest'),
  };
}

async function call(path: string, headers: Record<string, string>): Promise<unknown> {
  const answer = await fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`https://api.test/trpc/${path}`, { headers }),
    router,
    createContext: (options) => ({ ...createContext(options), app: 'things' }),
  });
  return answer.json();
}

afterEach(() => void vi.restoreAllMocks());

describe('public procedures cost nothing', () => {
  test.each([
    ['without a token', {}],
    ['with a good one', bearer(token)],
    ['with a bad one', { authorization: 'Bearer not.a.token' }],
  ])('%s: no fetch, no cryptography', async (_id, headers) => {
    const { admit, verify, digest } = watch();
    const answers = await call('open,open?batch=1&input={}', { ...headers });
    expect(answers).toEqual([{ result: { data: 'open' } }, { result: { data: 'open' } }]);
    expect([requests, admit.mock.calls, verify.mock.calls, digest.mock.calls]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test('createContext looks at nothing of the request', () => {
    const untouchable = new Proxy(
      {},
      {
        get: () => {
          throw new Error('was looked at');
        },
      },
    );
    const req = untouchable as IncomingMessage & Request;
    const res = { headersSent: false, getHeader: () => undefined, setHeader: () => {} };
    const node: CreateContextOptions = { req, res };
    const web: CreateContextOptions = { req, resHeaders: new Headers() };
    expect(() => [createContext(node), createContext(web)]).not.toThrow();
  });
});

describe('one verification a request', () => {
  test.each([
    ['one procedure', 'caller'],
    ['a batch of one procedure', 'caller,caller,caller?batch=1&input={}'],
    ['a batch of several', 'open,caller,maybe,twice,caller?batch=1&input={}'],
    ['a procedure behind several authentications', 'twice'],
  ])('%s', async (_id, path) => {
    const { admit, verify } = watch();
    expect(JSON.stringify(await call(path, bearer(token)))).not.toContain('error');
    expect([admit.mock.calls.length, verify.mock.calls.length]).toEqual([1, 1]);
  });

  test('of a refused request, too', async () => {
    const { admit, verify } = watch();
    const bad = await issuer.mint({ audience: 'https://other.test' });
    const answers = await call('caller,maybe,twice?batch=1&input={}', bearer(bad));
    expect(answers).toMatchObject(Array(3).fill({ error: { data: { code: 'UNAUTHORIZED' } } }));
    expect([admit.mock.calls.length, verify.mock.calls.length]).toEqual([1, 1]);
  });

  test('and each request anew', async () => {
    const { verify } = watch();
    await Promise.all([call('caller', bearer(token)), call('caller', bearer(token))]);
    expect(verify.mock.calls.length).toBe(2);
  });

  test('whether credentials are required is asked by each procedure', async () => {
    const refused = { error: { data: { code: 'UNAUTHORIZED' } } };
    const nobody = { result: { data: 'nobody' } };
    for (const path of ['maybe,caller,twice', 'caller,maybe,twice']) {
      const expected = path.split(',').map((name) => (name === 'maybe' ? nobody : refused));
      expect(await call(`${path}?batch=1&input={}`, {})).toMatchObject(expected);
    }
  });
});
