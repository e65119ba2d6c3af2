import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import type { ApiClientOptions } from '../src/index.ts';
import { auth, requiredScopes } from '../src/index.ts';
import { ask, bearer, createApi, issuer, recordErrors, silently } from './setting.ts';

const token = await issuer.mint();
const BROKEN = new Error('secret-detail of the application');
const fail = (): never => {
  throw BROKEN;
};
const schema = (validate: () => never | Promise<never>): ApiClientOptions['claims'] => ({
  '~standard': { version: 1, vendor: 'test', validate },
});
const api = createApi();

const FAULTS: ReadonlyArray<readonly [id: string, serve: (app: Hono) => unknown, error: unknown]> =
  [
    [
      'a claims schema that throws',
      (app) => app.use(auth(createApi({ claims: schema(fail) }))),
      BROKEN,
    ],
    [
      'a claims schema that rejects',
      (app) => app.use(auth(createApi({ claims: schema(async () => fail()) }))),
      BROKEN,
    ],
    ['now that throws', (app) => app.use(auth(createApi({ now: fail }))), BROKEN],
    ['a handler that throws', (app) => app.get('/', auth(api), fail), BROKEN],
    ['a handler that rejects', (app) => app.get('/', auth(api), async () => fail()), BROKEN],
    [
      'a guard with no auth() before it',
      (app) => app.use(requiredScopes('read')),
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringContaining('put auth() before the guard'),
      }),
    ],
  ];

describe('an error that is no refusal', () => {
  for (const [id, serve, error] of FAULTS) {
    test(`${id} reaches app.onError once`, async () => {
      const app = new Hono();
      const errors = recordErrors(app);
      const handler = vi.fn((c) => c.text('passed'));
      serve(app);
      app.get('/', handler);
      expect(await ask(app, '/', bearer(token))).toEqual([500, 'recorded']);
      expect(errors).toEqual([error]);
      expect(handler).not.toHaveBeenCalled();
    });

    test(`${id}, with Hono's own answer: 500 without details`, async () => {
      const app = new Hono();
      serve(app);
      const answer = await silently(1, () => ask(app, '/', bearer(token)));
      expect(answer).toEqual([500, 'Internal Server Error']);
    });
  }

  test('is never handed to onError', async () => {
    const onError = vi.fn();
    const app = new Hono();
    app.use(auth(createApi({ now: fail }), { onError }));
    recordErrors(app);
    await ask(app, '/', bearer(token));
    expect(onError).not.toHaveBeenCalled();
  });
});

describe('the answer that opens a WebSocket', () => {
  test('stays the object that the runtime made', async () => {
    // Fetch makes no such Response; runtimes do, and refuse to send a copy of it.
    const opening = Object.defineProperty(new Response(null), 'status', { value: 101 });
    const app = new Hono().get('/', auth(api), () => opening);
    expect(await app.request('/', bearer(token))).toBe(opening);
    expect([...opening.headers]).toEqual([]);
  });
});
