import { Hono } from 'hono';
import { afterEach, expect, test, vi } from 'vitest';
import { auth } from '../src/index.ts';
import { ask, bearer, createApi, issuer } from './setting.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});
const token = await issuer.mint();

// zone.js and bluebird do that. What async functions give is no instance of it, and a promise is no answer.
test('with another Promise in place of the global one', async () => {
  vi.stubGlobal('Promise', class extends Promise<unknown> {});
  const app = new Hono();
  app.use(auth(createApi())).get('/', (c) => c.text('passed'));
  const [status] = await ask(app, '/', bearer(`${token.slice(0, -4)}AAAA`));
  expect(status).toBe(401);
  for (const time of ['new', 'remembered']) {
    expect([time, ...(await ask(app, '/', bearer(token)))]).toEqual([time, 200, 'passed']);
  }
});
