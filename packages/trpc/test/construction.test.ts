import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, test, vi } from 'vitest';
import type * as adapter from '../src/index.ts';
import { ApiClient, protectedResourceMetadata, trpcAuth } from '../src/index.ts';
import { bearer, createApi, issuer, OPTIONS, t } from './setting.ts';

vi.resetModules();
const copy: typeof adapter = await import('../src/index.ts');
const client = createApi();

describe('trpcAuth() throws at construction for', () => {
  const WRONG: ReadonlyArray<readonly [id: string, named: string, given: readonly unknown[]]> = [
    ['no audience', 'audience', [{ issuer: 'https://issuer.test/' }]],
    ['an unknown option of the client', 'audiance', [{ ...OPTIONS, audiance: 'a' }]],
    ['an unknown option', 'requried', [client, { requried: false }]],
    ['required: null, which would let everybody in', 'required', [client, { required: null }]],
    ['required: "false"', 'required', [client, { required: 'false' }]],
    ["onError, which is tRPC's own", 'onError', [client, { onError: () => {} }]],
    ['preflight, as none reaches a procedure', 'preflight', [client, { preflight: 'refuse' }]],
  ];
  test.each(WRONG)('%s', (_id, named, given) => {
    expect(() => Reflect.apply(trpcAuth, undefined, given)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining(named),
      }),
    );
  });

  test('a guard without scopes', () => {
    const { requiredScopes } = trpcAuth(client);
    expect(() => requiredScopes()).toThrow(expect.objectContaining({ name: 'ConfigurationError' }));
  });
});

describe('a client or its options', () => {
  const CLIENTS: ReadonlyArray<readonly [id: string, given: ApiClient | typeof OPTIONS]> = [
    ['options', OPTIONS],
    ['a client', client],
    ['a client of another copy of the core', new copy.ApiClient(OPTIONS) as ApiClient],
  ];
  test.each(CLIENTS)('%s: accepts, refuses and guards alike', async (_id, given) => {
    const { createContext, authenticated, requiredScopes } = trpcAuth(given);
    const router = t.router({
      read: t.procedure
        .use(authenticated)
        .use(requiredScopes('read'))
        .query(({ ctx }) => ctx.auth.scopes),
    });
    const call = async (headers: Record<string, string>) => {
      const answer = await fetchRequestHandler({
        endpoint: '/',
        req: new Request('https://api.test/read', { headers }),
        router,
        createContext: (options) => ({ ...createContext(options), app: 'things' }),
      });
      return [answer.status, answer.headers.get('www-authenticate') ?? (await answer.json())];
    };
    expect(await call(bearer(await issuer.mint({ scope: 'read' })))).toEqual([
      200,
      { result: { data: ['read'] } },
    ]);
    expect(await call(bearer(await issuer.mint()))).toEqual([
      403,
      'Bearer realm="api", scope="read", error="insufficient_scope", ' +
        'error_description="The access token does not carry the scope that this request needs.", ' +
        'DPoP algs="ES256"',
    ]);
    expect(await call({})).toEqual([401, 'Bearer realm="api", DPoP algs="ES256"']);
  });

  test('the other copy is another one', () => {
    expect(copy.ApiClient).not.toBe(ApiClient);
  });

  test('a context of another copy of the adapter works', async () => {
    const { authenticated } = trpcAuth(client);
    const router = t.router({
      caller: t.procedure.use(authenticated).query(({ ctx }) => ctx.auth.clientId),
    });
    const { createContext } = copy.trpcAuth(createApi());
    const answer = await fetchRequestHandler({
      endpoint: '/',
      req: new Request('https://api.test/caller', {
        headers: bearer(await issuer.mint({ clientId: 'shop' })),
      }),
      router,
      createContext: (options) => ({ ...createContext(options), app: 'things' }),
    });
    expect(await answer.json()).toEqual({ result: { data: 'shop' } });
  });
});

test('protectedResourceMetadata is the Fetch handler of the core (RFC 9728 section 3.1)', async () => {
  const api = createApi({ resourceMetadata: { resource: 'https://api.test/v1' } });
  const metadata = protectedResourceMetadata(api);
  const url = 'https://api.test/.well-known/oauth-protected-resource/v1';
  expect(await metadata(new Request(url))?.json()).toMatchObject({
    resource: 'https://api.test/v1',
  });
  expect(metadata(new Request('https://api.test/trpc'))).toBeUndefined();
});
