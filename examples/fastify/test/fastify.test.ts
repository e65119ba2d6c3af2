// What only this framework has; what all adapters have in common is in the conformance suite.
import { createTestIssuer } from '@holdfast/auth-testing';
import type { FastifyInstance, FastifyRequest, LightMyRequestResponse } from 'fastify';
import { fastify } from 'fastify';
import { expect, expectTypeOf, test } from 'vitest';
import type { ApiClientOptions, AuthInfo } from '../src/index.ts';
import {
  ApiClient,
  auth,
  claimEquals,
  getAuth,
  protectedResourceMetadata,
  requiredScopes,
} from '../src/index.ts';

const issuer = await createTestIssuer();
const OPTIONS = { audience: 'https://api.example.com', issuer: issuer.issuer, fetch: issuer.fetch };
const api = new ApiClient(OPTIONS);
const token = await issuer.mint({ audience: OPTIONS.audience, scope: 'read' });

function get(app: FastifyInstance, url: string, sent = token): Promise<LightMyRequestResponse> {
  return app.inject({ url, headers: sent === '' ? {} : { authorization: `Bearer ${sent}` } });
}

test('a hook of a plugin protects the routes of that plugin alone', async () => {
  const app = fastify();
  app.get('/open', async () => 'open');
  app.register(async (inner) => {
    inner.addHook('onRequest', auth(api));
    inner.get('/things', async (request) => getAuth(request)?.scopes);
  });
  expect((await get(app, '/open', '')).body).toBe('open');
  expect((await get(app, '/things', '')).statusCode).toBe(401);
  expect((await get(app, '/things')).json()).toEqual(['read']);
});

test('a path that no route takes is refused by a hook of the app', async () => {
  const app = fastify();
  app.addHook('onRequest', auth(api));
  expect((await get(app, '/nothing', '')).statusCode).toBe(401);
  expect((await get(app, '/nothing')).statusCode).toBe(404);
});

test('the body of a refused request is not parsed', async () => {
  const app = fastify();
  app.addHook('onRequest', auth(api));
  app.post('/things', async () => 'made');
  const payload = '{"no json';
  const headers = { 'content-type': 'application/json' };
  expect((await app.inject({ method: 'POST', url: '/things', headers, payload })).statusCode).toBe(
    401,
  );
});

test('auth() on the app and on a route verifies once', async () => {
  const calls: string[] = [];
  const counting = new ApiClient({
    ...OPTIONS,
    now: () => {
      calls.push('now');
      return Date.now() / 1000;
    },
  });
  const app = fastify();
  app.addHook('onRequest', auth(counting));
  app.get('/once', async () => calls.splice(0).length);
  app.get('/twice', { onRequest: auth(counting) }, async () => calls.splice(0).length);
  await get(app, '/once');
  const once = (await get(app, '/once')).json();
  expect((await get(app, '/twice')).json()).toBe(once);
});

test('a guard without auth() before it is a 500 that lets nobody pass', async () => {
  const app = fastify();
  app.get('/things', { onRequest: requiredScopes('read') }, async () => 'passed');
  const { statusCode, body } = await get(app, '/things');
  expect(statusCode).toBe(500);
  expect(body).toContain('put auth() before the guard');
});

test('what onError throws goes to the error handler, and the request does not go on', async () => {
  const app = fastify();
  app.setErrorHandler((error, _request, reply) => reply.code(500).send(String(error)));
  const onError = () => Promise.reject(new Error('of the application'));
  app.get('/things', { onRequest: auth(api, { onError }) }, async () => 'passed');
  const { statusCode, body } = await get(app, '/things', '');
  expect(statusCode).toBe(500);
  expect(body).toBe('Error: of the application');
});

test('onError may answer later', async () => {
  const app = fastify();
  const onError: Parameters<typeof auth>[1] = {
    onError: async ({ reason }, _request, reply) => {
      await Promise.resolve();
      reply.code(418).send(reason);
    },
  };
  app.get(
    '/things',
    { onRequest: [auth(api, onError), claimEquals('a', 1)] },
    async () => 'passed',
  );
  expect(await get(app, '/things', '')).toMatchObject({
    statusCode: 418,
    body: 'missing_authorization',
  });
  expect(await get(app, '/things')).toMatchObject({ statusCode: 418, body: 'claim_mismatch' });
});

test('fields that other hooks have set stay', async () => {
  const app = fastify();
  app.addHook('onRequest', async (_request, reply) => void reply.header('x-frame-options', 'DENY'));
  app.addHook('onRequest', auth(api));
  const { headers } = await get(app, '/', '');
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['content-type']).toBe('application/json');
});

test('trustProxy decides whether forwarded fields count', async () => {
  const seen: string[] = [];
  const resolving = new ApiClient({
    audience: OPTIONS.audience,
    fetch: issuer.fetch,
    issuers: ({ request }) => {
      seen.push(request?.url ?? '');
      return [issuer.issuer];
    },
  });
  for (const trustProxy of [false, true]) {
    const app = fastify({ trustProxy });
    app.get('/things', { onRequest: auth(resolving) }, async () => 'passed');
    await app.inject({
      url: '/things?a=b',
      headers: {
        authorization: `Bearer ${token}`,
        host: 'inside:8080',
        'x-forwarded-host': 'api.example.com',
        'x-forwarded-proto': 'https',
      },
    });
  }
  expect(seen).toEqual(['http://inside:8080/things?a=b', 'https://api.example.com/things?a=b']);
});

test('wrong options stop the start', () => {
  expect(() => auth(api, { required: 'no' } as never)).toThrow('auth.required');
  expect(() => auth({ audience: 'a' } as never)).toThrow('issuer');
  expect(() => protectedResourceMetadata(api)).toThrow('resourceMetadata');
});

test('another client than that of auth() is a mistake', async () => {
  const app = fastify();
  const other = new ApiClient(OPTIONS);
  app.get('/things', { onRequest: auth(api) }, async (request) => getAuth(request, other));
  expect((await get(app, '/things')).statusCode).toBe(500);
});

test('getAuth(request, api) gives what the schema gives', () => {
  const claims: ApiClientOptions<{ tenant: string }>['claims'] = {
    '~standard': { version: 1, vendor: 'test', validate: () => ({ value: { tenant: 'a' } }) },
  };
  const typed = new ApiClient({ ...OPTIONS, claims });
  const callerOf = (request: FastifyRequest) => getAuth(request, typed);
  expectTypeOf(callerOf).returns.toEqualTypeOf<AuthInfo<{ tenant: string }> | undefined>();
});
