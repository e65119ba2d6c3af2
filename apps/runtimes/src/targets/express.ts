import type { ConformanceHarness } from '@holdfast/auth-conformance';
import {
  applyGuard,
  ROUTES,
  serveOnNode,
  servesMetadata,
  showAuth,
} from '@holdfast/auth-conformance';
import * as holdfast from '@holdfast/auth-express';
import type { RequestHandler } from 'express';
import express from 'express';

const OWN: holdfast.AuthOptions = {
  onError: (error, _req, res) => void res.status(error.statusCode).end(error.reason),
};

/** Serves Express with the runtime's `node:http`. */
export const start: ConformanceHarness['start'] = async (options) => {
  const app = express();
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
