import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import type * as adapter from '../src/index.ts';
import { ApiClient, auth, getAuth, requiredScopes } from '../src/index.ts';
import { ask, bearer, createApi, issuer, OPTIONS, PREFLIGHT, recordErrors } from './setting.ts';

vi.resetModules();
const copy: typeof adapter = await import('../src/index.ts');

const token = await issuer.mint({ scope: 'read', subject: 'alice' });
const api = createApi();
const other = createApi();

describe('who calls', () => {
  test('getAuth(c) and c.var.auth are one object', async () => {
    const app = new Hono().get('/', auth(api), (c) => {
      expect(getAuth(c)).toMatchObject({ token, scheme: 'bearer', scopes: ['read'] });
      expect(getAuth(c)?.claims.sub).toBe('alice');
      expect(c.var.auth).toBe(getAuth(c));
      expect(getAuth(c, api)).toBe(getAuth(c));
      return c.text('passed');
    });
    expect(await ask(app, '/', bearer(token))).toEqual([200, 'passed']);
  });

  test('getAuth(c, api) throws where another client authenticated the request', async () => {
    const app = new Hono();
    app.get('/', auth(api), (c) => c.json(getAuth(c, other)));
    const errors = recordErrors(app);
    expect(await ask(app, '/', bearer(token))).toEqual([500, 'recorded']);
    expect(errors).toEqual([expect.objectContaining({ name: 'ConfigurationError' })]);
  });

  const BOTH = { ...PREFLIGHT.headers, authorization: `Bearer ${token}` };
  const NOBODY: ReadonlyArray<readonly [id: string, path: string, request?: RequestInit]> = [
    ['required: false and no credentials', '/optional'],
    ['a preflight', '/required', PREFLIGHT],
    ['a preflight with credentials', '/required', { ...PREFLIGHT, headers: BOTH }],
    ['no auth() before it', '/elsewhere', bearer(token)],
  ];
  for (const [id, path, request] of NOBODY) {
    test(`is nobody: ${id}`, async () => {
      const app = new Hono<{ Variables: { auth: unknown } }>();
      // What other middleware has written there is no caller.
      app.use(async (c, next) => {
        c.set('auth', { scopes: ['admin'] });
        await next();
      });
      app.use('/optional', auth(api, { required: false }));
      app.use('/required', auth(api));
      app.all('*', (c) => c.json([getAuth(c), getAuth(c, api), getAuth(c, other)]));
      expect(await ask(app, path, request)).toEqual([200, '[null,null,null]']);
    });
  }

  test('clients, guards and getAuth of another copy of the packages work with these', async () => {
    const given = new copy.ApiClient(OPTIONS) as ApiClient;
    expect(given).not.toBeInstanceOf(ApiClient);
    const app = new Hono();
    app.get('/', auth(given), copy.requiredScopes('read'), requiredScopes('read'), (c) =>
      c.json(copy.getAuth(c) === getAuth(c)),
    );
    expect(await ask(app, '/', bearer(token))).toEqual([200, 'true']);
  });
});
