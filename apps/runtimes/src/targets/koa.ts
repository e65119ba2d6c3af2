import type { ConformanceHarness } from '@holdfast/auth-conformance';
import {
  applyGuard,
  ROUTES,
  serveOnNode,
  servesMetadata,
  showAuth,
} from '@holdfast/auth-conformance';
import * as holdfast from '@holdfast/auth-koa';
import type { Middleware } from 'koa';
import Koa from 'koa';

const OWN: holdfast.AuthOptions = {
  onError: ({ statusCode: status, reason: body }, ctx) => void Object.assign(ctx, { status, body }),
};

/** Serves Koa with the runtime's `node:http`. */
export const start: ConformanceHarness['start'] = async (options) => {
  const app = new Koa();
  app.silent = true;
  const api = new holdfast.ApiClient(options);
  if (servesMetadata(options)) app.use(holdfast.protectedResourceMetadata(api));
  for (const { path, rest, before, auth: admission, onError, guards, after } of ROUTES) {
    const on = (use: Middleware) =>
      app.use((ctx, next) => (rest || ctx.path === path ? use(ctx, next) : next()));
    on((ctx, next) => {
      ctx.set(before);
      return next();
    });
    if (admission) on(holdfast.auth(api, { ...admission, ...(onError && OWN) }));
    for (const guard of guards) on(applyGuard(holdfast, guard));
    on((ctx) => {
      ctx.body = ctx.method === 'OPTIONS' ? null : showAuth(holdfast.getAuth(ctx));
      if (ctx.body) ctx.set(after);
    });
  }
  return serveOnNode(app.callback());
};
