import type Koa from 'koa';
import { describe, expect, test, vi } from 'vitest';
import type { OnError } from '../src/index.ts';
import { auth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './setting.ts';
import { ask, bearer, createApi, issuer, recordErrors } from './setting.ts';

const api = createApi();
const poor = await issuer.mint();
const REFUSALS: ReadonlyArray<
  readonly [id: string, request: SentRequest, reason: string, status: number]
> = [
  ['no credentials', {}, 'missing_authorization', 401],
  ['a malformed token', bearer('{}'), 'malformed_authorization', 400],
  ['a guard', bearer(poor), 'insufficient_scope', 403],
];

for (const { name, create } of FRAMEWORKS) {
  const serve = (onError: OnError): { readonly app: Koa; readonly errors: readonly unknown[] } => {
    const app = create();
    app.use(auth(api, { onError })).use(requiredScopes('read'));
    app.use((ctx) => {
      ctx.body = 'passed';
    });
    return { app, errors: recordErrors(app) };
  };

  describe(`${name}: onError`, () => {
    for (const [id, request, reason, status] of REFUSALS) {
      const refusal = expect.objectContaining({ reason, statusCode: status });

      test(`answers, with the challenge at hand and nothing set: ${id}`, async () => {
        const onError = vi.fn<OnError>(async (error, ctx) => {
          await new Promise((resolve) => setImmediate(resolve));
          ctx.status = 418;
          ctx.body = error.headers['www-authenticate'];
        });
        const { app, errors } = serve(onError);
        const answer = await ask(app, request);
        expect(answer.status).toBe(418);
        expect(answer.body).toMatch(/^Bearer realm="api"/);
        expect(answer.headers).not.toHaveProperty('www-authenticate');
        expect(onError.mock.calls).toEqual([[refusal, expect.anything(), expect.any(Function)]]);
        expect(errors).toEqual([]);
      });

      const FAILING: ReadonlyArray<readonly [id: string, onError: OnError]> = [
        [
          'throws',
          () => {
            throw new Error('a');
          },
        ],
        ['rejects', () => Promise.reject(new Error('a'))],
      ];
      for (const [how, onError] of FAILING) {
        test(`that ${how} is an error of the application: ${id}`, async () => {
          const { app, errors } = serve(onError);
          expect((await ask(app, request)).status).toBe(500);
          expect(errors).toEqual([expect.objectContaining({ message: 'a' })]);
        });
      }

      const GOING_ON: ReadonlyArray<readonly [id: string, onError: OnError]> = [
        ['return next()', (_error, _ctx, next) => next()],
        ['await next()', async (_error, _ctx, next) => void (await next())],
      ];
      for (const [how, onError] of GOING_ON) {
        test(`${how} hands the refusal to Koa, which answers with its fields: ${id}`, async () => {
          const { app, errors } = serve(onError);
          const answer = await ask(app, request);
          expect(answer.status).toBe(status);
          expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="api"/);
          expect(answer.body).not.toBe('passed');
          expect(errors).toEqual([refusal]);
        });
      }

      test(`next() that nobody waits for changes nothing: ${id}`, async () => {
        const { app, errors } = serve((_error, ctx, next) => {
          void next();
          ctx.body = 'refused';
        });
        expect((await ask(app, request)).body).toBe('refused');
        expect(errors).toEqual([]);
      });

      test(`that gives no answer lets nobody in: ${id}`, async () => {
        const { app } = serve(() => {});
        expect(await ask(app, request)).toMatchObject({ status: 404, body: 'Not Found' });
      });
    }

    test('is not called for a request that passes', async () => {
      const onError = vi.fn<OnError>();
      const token = await issuer.mint({ scope: 'read' });
      expect((await ask(serve(onError).app, bearer(token))).body).toBe('passed');
      expect(onError).not.toHaveBeenCalled();
    });

    test('of a guard is that of the auth() before it', async () => {
      const tell = (text: string): OnError => {
        return (_error, ctx) => {
          ctx.body = text;
        };
      };
      const app = create();
      app.use(auth(api, { onError: tell('first') }));
      app.use(auth(createApi(), { onError: tell('second') })).use(requiredScopes('read'));
      expect((await ask(app, bearer(poor))).body).toBe('second');
    });

    test('a middleware that catches answers refusals and everything else', async () => {
      const app = create();
      app.use(async (ctx, next) => {
        await next().catch((error: unknown) => {
          ctx.body = String(error);
        });
      });
      app.use(auth(api, { onError: (_error, _ctx, next) => next() }));
      expect((await ask(app)).body).toContain('This request needs an access token.');
    });
  });
}
