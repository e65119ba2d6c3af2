import { afterEach, expect, test, vi } from 'vitest';
import { auth } from '../src/index.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { ask, bearer, createApi, issuer } from './setting.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});
const token = await issuer.mint();

// zone.js and bluebird do that. What async functions give is no instance of it, and a promise is no answer.
test.each(FRAMEWORKS)(
  '$name, with another Promise in place of the global one',
  async ({ create }) => {
    vi.stubGlobal('Promise', class extends Promise<unknown> {});
    const app = create();
    app.use(auth(createApi()));
    app.use((ctx) => {
      ctx.body = 'passed';
    });
    expect((await ask(app, bearer(`${token.slice(0, -4)}AAAA`))).status).toBe(401);
    for (const time of ['new', 'remembered']) {
      const { status, body } = await ask(app, bearer(token));
      expect({ time, status, body }).toEqual({ time, status: 200, body: 'passed' });
    }
  },
);
