import type { ConformanceHarness } from '@holdfast/auth-conformance';
import {
  applyGuard,
  ROUTES,
  runConformance,
  serveOnNode,
  servesMetadata,
  showAuth,
} from '@holdfast/auth-conformance';
import type { RequestHandler } from 'express';
import express from 'express';
// @ts-expect-error Express 4 comes without types; it is used as far as those of Express 5 fit.
import express4 from 'express4';
import { afterAll, describe, test } from 'vitest';
import * as holdfast from '../src/index.ts';

const OWN: holdfast.AuthOptions = {
  onError: (error, _req, res) => void res.status(error.statusCode).end(error.reason),
};

const startWith = (framework: typeof express): ConformanceHarness['start'] => {
  return async (options) => {
    const app = framework();
    const api = new holdfast.ApiClient(options);
    if (servesMetadata(options)) app.use(holdfast.protectedResourceMetadata(api));
    for (const { path, rest, before, auth: admission, onError, guards, after } of ROUTES) {
      const on = (handler: RequestHandler) =>
        rest ? app.use(path, handler) : app.all(path, handler);
      on((_req, res, next) => next(void res.set(before)));
      if (admission) on(holdfast.auth(api, { ...admission, ...(onError && OWN) }));
      for (const guard of guards) on(applyGuard(holdfast, guard));
      app.options(path, (_req, res) => void res.status(204).end());
      on((req, res) => void res.set(after).json(showAuth(holdfast.getAuth(req))));
    }
    return serveOnNode(app);
  };
};

describe('Express 5', () => runConformance({ test, after: afterAll, start: startWith(express) }));
describe('Express 4', () => runConformance({ test, after: afterAll, start: startWith(express4) }));
