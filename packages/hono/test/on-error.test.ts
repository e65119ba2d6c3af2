import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import type { OnError } from '../src/index.ts';
import { auth, requiredScopes } from '../src/index.ts';
import { ask, bearer, createApi, issuer, recordErrors } from './setting.ts';

const api = createApi();
const poor = await issuer.mint();
const REFUSALS: ReadonlyArray<
  readonly [id: string, request: RequestInit, reason: string, statusCode: number]
> = [
  ['no credentials', {}, 'missing_authorization', 401],
  ['a malformed token', bearer('{}'), 'malformed_authorization', 400],
  ['a guard', bearer(poor), 'insufficient_scope', 403],
];

function serve(onError: OnError): { readonly app: Hono; readonly errors: readonly unknown[] } {
  const app = new Hono();
  app.use(auth(api, { onError }), requiredScopes('read')).get('/', (c) => c.text('passed'));
  return { app, errors: recordErrors(app) };
}

describe('onError', () => {
  for (const [id, request, reason, statusCode] of REFUSALS) {
    const refusal = expect.objectContaining({ reason, statusCode });

    test(`answers, with the challenge at hand and nothing set: ${id}`, async () => {
      const onError = vi.fn<OnError>(async (error, c) => {
        await new Promise((resolve) => setImmediate(resolve));
        return c.text(error.headers['www-authenticate'] ?? '', 418);
      });
      const { app, errors } = serve(onError);
      const answer = await app.request('/', request);
      expect(answer.status).toBe(418);
      expect(await answer.text()).toMatch(/^Bearer realm="api"/);
      expect(answer.headers.has('www-authenticate')).toBe(false);
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
        expect(await ask(app, '/', request)).toEqual([500, 'recorded']);
        expect(errors).toEqual([new Error('a')]);
      });
    }

    const GOING_ON: ReadonlyArray<readonly [id: string, onError: OnError]> = [
      ['return next()', (_error, _c, next) => next()],
      ['await next()', async (_error, c, next) => (await next()) ?? c.text('passed')],
    ];
    for (const [how, onError] of GOING_ON) {
      test(`${how} hands the refusal to app.onError: ${id}`, async () => {
        const { app, errors } = serve(onError);
        expect(await ask(app, '/', request)).toEqual([500, 'recorded']);
        expect(errors).toEqual([refusal]);
      });
    }

    test(`next() that nobody waits for changes nothing: ${id}`, async () => {
      const { app, errors } = serve((_error, c, next) => {
        void next();
        return c.text('refused', 401);
      });
      expect(await ask(app, '/', request)).toEqual([401, 'refused']);
      expect(errors).toEqual([]);
    });

    test(`that gives no answer lets nobody in: ${id}`, async () => {
      const { app } = serve((() => undefined) as unknown as OnError);
      expect(await ask(app, '/', request)).toEqual([500, 'recorded']);
    });
  }

  test('is not called for a request that passes', async () => {
    const onError = vi.fn<OnError>();
    const { app } = serve(onError);
    const token = await issuer.mint({ scope: 'read' });
    expect(await ask(app, '/', bearer(token))).toEqual([200, 'passed']);
    expect(onError).not.toHaveBeenCalled();
  });

  test('of a guard is that of the auth() before it', async () => {
    const tell =
      (text: string): OnError =>
      (_error, c) =>
        c.text(text, 403);
    const app = new Hono();
    app.use(auth(api, { onError: tell('first') }));
    app.use('/second', auth(createApi(), { onError: tell('second') }));
    app.use(requiredScopes('read'));
    expect(await ask(app, '/first', bearer(poor))).toEqual([403, 'first']);
    expect(await ask(app, '/second', bearer(poor))).toEqual([403, 'second']);
  });
});
