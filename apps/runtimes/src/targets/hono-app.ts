import { applyGuard, ROUTES, servesMetadata, showAuth } from '@holdfast/auth-conformance';
import * as holdfast from '@holdfast/auth-hono';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';

const OWN: holdfast.AuthOptions = {
  onError: (error, c) => c.body(error.reason, error.statusCode as 401),
};

/** The Hono app of the suite, for whatever serves it. */
export function createHonoApp(options: holdfast.ApiClientOptions): Hono {
  const app = new Hono();
  const api = new holdfast.ApiClient(options);
  if (servesMetadata(options)) app.use(holdfast.protectedResourceMetadata(api));
  for (const { path, rest, before, auth: admission, onError, guards, after } of ROUTES) {
    const on = (handler: MiddlewareHandler) => app.use(rest ? '*' : path, handler);
    on(async (c, next) => {
      for (const name in before) c.header(name, before[name]);
      await next();
    });
    if (admission) on(holdfast.auth(api, { ...admission, ...(onError && OWN) }));
    for (const guard of guards) on(applyGuard(holdfast, guard));
    app.options(rest ? '*' : path, (c) => c.body(null, 204));
    on(async (c) => c.json(showAuth(holdfast.getAuth(c)), 200, after));
  }
  return app;
}
