import { describe, expect, test, vi } from 'vitest';
import type * as adapter from '../src/index.ts';
import { ApiClient, auth, getAuth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { SentRequest } from './setting.ts';
import { ask, bearer, createApi, issuer, OPTIONS, PREFLIGHT, recordErrors } from './setting.ts';

vi.resetModules();
const copy: typeof adapter = await import('../src/index.ts');

const token = await issuer.mint({ scope: 'read', subject: 'alice' });
const api = createApi();
const other = createApi();

for (const { name, create } of FRAMEWORKS) {
  describe(`${name}: who calls`, () => {
    test('getAuth(ctx) and ctx.state.auth are one object', async () => {
      const app = create();
      app.use(auth(api));
      app.use((ctx) => {
        expect(getAuth(ctx)).toMatchObject({ token, scheme: 'bearer', scopes: ['read'] });
        expect(ctx.state['auth']).toBe(getAuth(ctx));
        expect(getAuth(ctx, api)).toBe(getAuth(ctx));
        ctx.body = getAuth(ctx)?.claims.sub;
      });
      expect((await ask(app, bearer(token))).body).toBe('alice');
    });

    test('getAuth(ctx, api) throws where another client authenticated the request', async () => {
      const app = create();
      const errors = recordErrors(app);
      app.use(auth(api));
      app.use((ctx) => void getAuth(ctx, other));
      expect((await ask(app, bearer(token))).status).toBe(500);
      expect(errors).toEqual([expect.objectContaining({ name: 'ConfigurationError' })]);
    });

    const NOBODY: ReadonlyArray<readonly [id: string, path: string, sent?: SentRequest]> = [
      ['required: false and no credentials', '/optional'],
      ['a preflight', '/required', PREFLIGHT],
      ['a preflight with credentials', '/required', bearer(token, PREFLIGHT)],
      ['no auth() before it', '/elsewhere', bearer(token)],
    ];
    for (const [id, path, sent] of NOBODY) {
      test(`is nobody: ${id}`, async () => {
        const [optional, required] = [auth(api, { required: false }), auth(api)];
        const app = create();
        app.use((ctx, next) => {
          // What other middleware has written there is no caller.
          ctx.state['auth'] = { scopes: ['admin'] };
          if (path === '/elsewhere') return next();
          return path === '/optional' ? optional(ctx, next) : required(ctx, next);
        });
        app.use((ctx) => {
          ctx.body = [getAuth(ctx), getAuth(ctx, api), getAuth(ctx, other)];
        });
        const answer = await ask(app, { path, ...sent });
        expect(answer).toMatchObject({ status: 200, body: '[null,null,null]' });
      });
    }

    test('clients, guards and getAuth of another copy of the packages work with these', async () => {
      const given = new copy.ApiClient(OPTIONS) as ApiClient;
      expect(given).not.toBeInstanceOf(ApiClient);
      const app = create();
      app.use(auth(given)).use(copy.requiredScopes('read')).use(requiredScopes('read'));
      app.use((ctx) => {
        ctx.body = copy.getAuth(ctx) === getAuth(ctx) ? 'same' : 'different';
      });
      expect((await ask(app, bearer(token))).body).toBe('same');
    });
  });
}
