import { createDpopClient } from '@holdfast/auth-testing';
import type { Middleware } from 'koa';
import { describe, expect, test, vi } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { auth, getAuth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './setting.ts';
import { ask, bearer, createApi, issuer, PREFLIGHT } from './setting.ts';

const client = await createDpopClient();
const bound = await issuer.mint({ dpopKey: client });
const token = await issuer.mint({ scope: 'read' });
const poor = await issuer.mint();

async function proven(): Promise<SentRequest> {
  const dpop = await client.proof({ method: 'GET', url: 'http://a.test/', accessToken: bound });
  return { headers: { host: 'a.test', authorization: `DPoP ${bound}`, dpop } };
}

for (const { name, create } of FRAMEWORKS) {
  const statusOf = async (handlers: readonly Middleware[], sent?: SentRequest) => {
    const app = create();
    for (const handler of handlers) app.use(handler);
    app.use((ctx) => {
      ctx.body = 'passed';
    });
    return (await ask(app, sent)).status;
  };

  describe(`${name}: auth() more than once on a request`, () => {
    test('the same client verifies once: a proof is not replayed by itself', async () => {
      const api = createApi();
      const admit = vi.spyOn(api, 'admit');
      const callers = new Set<unknown>();
      const note: Middleware = (ctx, next) => {
        callers.add(getAuth(ctx));
        return next();
      };
      const [required, optional] = [auth(api), auth(api, { required: false })];
      const handlers = [required, note, auth(api), note, optional, note];
      const request = await proven();
      expect(await statusOf(handlers, request)).toBe(200);
      expect([...callers]).toEqual([expect.objectContaining({ scheme: 'dpop' })]);
      expect(admit).toHaveBeenCalledTimes(1);
      expect(await statusOf(handlers, request)).toBe(401);
    });

    test('another client verifies again, with its own rules, and its caller counts', async () => {
      const [first, second] = [createApi(), createApi()];
      const note: Middleware = (ctx, next) => {
        expect(() => getAuth(ctx, first)).toThrow('another client');
        expect(ctx.state['auth']).toBe(getAuth(ctx, second));
        return next();
      };
      expect(await statusOf([auth(first), auth(second), note], bearer(token))).toBe(200);
      const strict = createApi({ requiredClaims: ['tenant'] });
      expect(await statusOf([auth(first), auth(strict)], bearer(token))).toBe(401);
    });

    test('what went on without credentials is refused where they are required', async () => {
      const api = createApi();
      expect(await statusOf([auth(api, { required: false }), auth(api)])).toBe(401);
      const refusing = auth(api, { preflight: 'refuse' });
      expect(await statusOf([auth(api), refusing], PREFLIGHT)).toBe(401);
    });
  });

  describe(`${name}: is settled in the same tick`, () => {
    const ROWS: ReadonlyArray<
      readonly [id: string, options: AuthOptions, sent: SentRequest, status: number]
    > = [
      ['a remembered token', {}, bearer(token), 200],
      ['a remembered token, refused by a guard', {}, bearer(poor), 403],
      ['no credentials', {}, {}, 401],
      ['a preflight', {}, PREFLIGHT, 200],
      ['no credentials where none are required', { required: false }, {}, 200],
    ];
    for (const [id, options, sent, status] of ROWS) {
      test(id, async () => {
        const api = createApi();
        await Promise.all([token, poor].map((each) => api.verifyAccessToken(each)));
        const order: string[] = [];
        const protect: Middleware = auth(api, options);
        const watch: Middleware = (ctx, next) => {
          const done = protect(ctx, () => {
            order.push('went on');
            return next();
          });
          order.push('returned');
          return done;
        };
        const guards = status === 403 ? [requiredScopes('read')] : [];
        expect(await statusOf([watch, ...guards], sent)).toBe(status);
        expect(order).toEqual(status === 401 ? ['returned'] : ['went on', 'returned']);
      });
    }
  });
}
