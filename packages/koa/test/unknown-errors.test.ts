import type Koa from 'koa';
import { describe, expect, test, vi } from 'vitest';
import type { ApiClientOptions } from '../src/index.ts';
import { auth, requiredScopes } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ask, bearer, createApi, issuer, recordErrors } from './setting.ts';

const token = await issuer.mint();
const BROKEN = new Error('secret-detail of the application');
const fail = (): never => {
  throw BROKEN;
};
const schema = (validate: () => never | Promise<never>): ApiClientOptions['claims'] => ({
  '~standard': { version: 1, vendor: 'test', validate },
});
const onError = vi.fn();
const protect = (options: Parameters<typeof createApi>[0]) => auth(createApi(options), { onError });

const FAULTS: ReadonlyArray<readonly [id: string, serve: (app: Koa) => unknown, error: unknown]> = [
  ['a claims schema that throws', (app) => app.use(protect({ claims: schema(fail) })), BROKEN],
  [
    'a claims schema that rejects',
    (app) => app.use(protect({ claims: schema(async () => fail()) })),
    BROKEN,
  ],
  ['now that throws', (app) => app.use(protect({ now: fail })), BROKEN],
  ['a handler that throws', (app) => app.use(protect({})).use(fail), BROKEN],
  ['a handler that rejects', (app) => app.use(protect({})).use(async () => fail()), BROKEN],
  [
    'a guard with no auth() before it',
    (app) => app.use(requiredScopes('read')),
    expect.objectContaining({
      name: 'ConfigurationError',
      message: expect.stringContaining('put auth() before the guard'),
    }),
  ],
];

for (const { name, create } of FRAMEWORKS) {
  describe(`${name}: an error that is no refusal`, () => {
    test.each(FAULTS)('%s reaches Koa once, which answers 500 without details', async (...row) => {
      const [, serve, error] = row;
      const app = create();
      const errors = recordErrors(app);
      serve(app);
      app.use((ctx) => {
        ctx.body = 'passed';
      });
      const { status, headers, body } = await ask(app, bearer(token));
      expect([status, body]).toEqual([500, 'Internal Server Error']);
      expect(headers).not.toHaveProperty('www-authenticate');
      expect(errors).toEqual([error]);
      expect(onError).not.toHaveBeenCalled();
    });
  });
}
