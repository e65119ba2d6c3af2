import type { ConformanceHarness } from '@holdfast/auth-conformance';
import * as suite from '@holdfast/auth-conformance';
import type { Middleware } from 'koa';
import Koa from 'koa';
// @ts-expect-error Koa 2 comes without types; it is used as far as those of Koa 3 fit.
import Koa2 from 'koa2';
import { afterAll, describe, test } from 'vitest';
import * as holdfast from '../src/index.ts';

const OWN: holdfast.AuthOptions = {
  onError: ({ statusCode: status, reason: body }, ctx) => void Object.assign(ctx, { status, body }),
};

const startWith = (framework: typeof Koa): ConformanceHarness['start'] => {
  return async (options) => {
    const app = new framework();
    app.silent = true;
    const api = new holdfast.ApiClient(options);
    if (suite.servesMetadata(options)) app.use(holdfast.protectedResourceMetadata(api));
    for (const { path, rest, before, auth: admission, onError, guards, after } of suite.ROUTES) {
      const on = (use: Middleware) =>
        app.use((ctx, next) => (rest || ctx.path === path ? use(ctx, next) : next()));
      on((ctx, next) => {
        ctx.set(before);
        return next();
      });
      if (admission) on(holdfast.auth(api, { ...admission, ...(onError && OWN) }));
      for (const guard of guards) on(suite.applyGuard(holdfast, guard));
      on((ctx) => {
        ctx.body = ctx.method === 'OPTIONS' ? null : suite.showAuth(holdfast.getAuth(ctx));
        if (ctx.body) ctx.set(after);
      });
    }
    return suite.serveOnNode(app.callback());
  };
};

describe('Koa 3', () => suite.runConformance({ test, after: afterAll, start: startWith(Koa) }));
describe('Koa 2', () => suite.runConformance({ test, after: afterAll, start: startWith(Koa2) }));
