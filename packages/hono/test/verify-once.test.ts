import { createDpopClient } from '@holdfast/auth-testing';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { auth, getAuth, requiredScopes } from '../src/index.ts';
import { ask, bearer, createApi, issuer, PREFLIGHT } from './setting.ts';

const client = await createDpopClient();
const bound = await issuer.mint({ dpopKey: client });
const token = await issuer.mint({ scope: 'read' });
const poor = await issuer.mint();

async function proven(): Promise<RequestInit> {
  const url = 'https://api.test/';
  const dpop = await client.proof({ method: 'GET', url, accessToken: bound });
  return { headers: { authorization: `DPoP ${bound}`, dpop } };
}

function serve(...handlers: readonly MiddlewareHandler[]): Hono {
  const app = new Hono();
  for (const handler of handlers) app.use(handler);
  return app.all('*', (c) => c.text('passed'));
}

describe('auth() more than once on a request', () => {
  test('the same client verifies once: a proof is not replayed by itself', async () => {
    const api = createApi();
    const admit = vi.spyOn(api, 'admit');
    const callers = new Set<unknown>();
    const note: MiddlewareHandler = (c, next) => {
      callers.add(getAuth(c));
      return next();
    };
    const app = serve(auth(api), note, auth(api), note, auth(api, { required: false }), note);
    const request = await proven();
    expect(await ask(app, '/', request)).toEqual([200, 'passed']);
    expect([...callers]).toEqual([expect.objectContaining({ scheme: 'dpop' })]);
    expect(admit).toHaveBeenCalledTimes(1);
    expect((await ask(app, '/', request))[0]).toBe(401);
  });

  test('another client verifies again, with its own rules, and its caller counts', async () => {
    const [first, second] = [createApi(), createApi()];
    const note: MiddlewareHandler = (c, next) => {
      expect(() => getAuth(c, first)).toThrow('another client');
      expect(c.var['auth']).toBe(getAuth(c, second));
      return next();
    };
    expect(await ask(serve(auth(first), auth(second), note), '/', bearer(token))).toEqual([
      200,
      'passed',
    ]);
    const strict = createApi({ requiredClaims: ['tenant'] });
    expect((await ask(serve(auth(first), auth(strict)), '/', bearer(token)))[0]).toBe(401);
  });

  test('what went on without credentials is refused where they are required', async () => {
    const api = createApi();
    expect((await ask(serve(auth(api, { required: false }), auth(api)), '/'))[0]).toBe(401);
    const strict = serve(auth(api), auth(api, { preflight: 'refuse' }));
    expect((await ask(strict, '/', PREFLIGHT))[0]).toBe(401);
  });
});

describe('is settled in the same tick', () => {
  const ROWS: ReadonlyArray<
    readonly [id: string, options: AuthOptions, request: RequestInit, status: number]
  > = [
    ['a remembered token', {}, bearer(token), 200],
    ['a remembered token, refused by a guard', {}, bearer(poor), 403],
    ['no credentials', {}, {}, 401],
    ['a preflight', {}, PREFLIGHT, 200],
    ['no credentials where none are required', { required: false }, {}, 200],
  ];
  for (const [id, options, request, status] of ROWS) {
    test(id, async () => {
      const api = createApi();
      await Promise.all([token, poor].map((each) => api.verifyAccessToken(each)));
      const order: string[] = [];
      const protect = auth(api, options);
      const watch: MiddlewareHandler = async (c, next) => {
        const done = protect(c as Parameters<typeof protect>[0], async () => {
          order.push('went on');
          await next();
        });
        order.push('returned');
        return done;
      };
      const app = new Hono().use(watch);
      if (status === 403) app.use(requiredScopes('read'));
      app.all('*', (c) => c.text('passed'));
      expect((await ask(app, '/', request))[0]).toBe(status);
      expect(order).toEqual(status === 401 ? ['returned'] : ['went on', 'returned']);
    });
  }
});
