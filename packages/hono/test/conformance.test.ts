import type { ConformanceHarness } from '@holdfast/auth-conformance';
import {
  applyGuard,
  ROUTES,
  runConformance,
  serveOnNode,
  servesMetadata,
  showAuth,
} from '@holdfast/auth-conformance';
import { getRequestListener } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { afterAll, test } from 'vitest';
import * as holdfast from '../src/index.ts';
import { NODE_SERVER_FAILURES } from './node-server-failures.ts';

const OWN: holdfast.AuthOptions = {
  onError: (error, c) => c.body(error.reason, error.statusCode as 401),
};

const start: ConformanceHarness['start'] = async (options) => {
  const app = new Hono();
  app.onError((_error, c) => c.body(null, 500));
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
  return serveOnNode(getRequestListener(app.fetch));
};

runConformance({ test, after: afterAll, start, expectFailures: NODE_SERVER_FAILURES });
