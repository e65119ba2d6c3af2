import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConformanceHarness } from '@holdfast/auth-conformance';
import { ROUTES, runConformance, showAuth } from '@holdfast/auth-conformance';
import type { RequestHandler } from 'express';
import express from 'express';
// @ts-expect-error Express 4 comes without types; it is used as far as those of Express 5 fit.
import express4 from 'express4';
import { afterAll, describe, test } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { ApiClient, auth, getAuth, requiredScopes, scopeIncludesAny } from '../src/index.ts';

const GUARDS = { requiredScopes, scopeIncludesAny };
const OWN: AuthOptions = {
  onError: (error, _req, res) => void res.status(error.statusCode).end(error.reason),
};

const startWith = (framework: typeof express): ConformanceHarness['start'] => {
  return async (options) => {
    const app = framework();
    const api = new ApiClient(options);
    for (const { path, rest, before, auth: admission, onError, guard, after } of ROUTES) {
      const on = (handler: RequestHandler) =>
        rest ? app.use(path, handler) : app.all(path, handler);
      on((_req, res, next) => next(void res.set(before)));
      if (admission) on(auth(api, { ...admission, ...(onError && OWN) }));
      if (guard) on(GUARDS[guard.name](...guard.scopes));
      app.options(path, (_req, res) => void res.status(204).end());
      on((req, res) => void res.set(after).json(showAuth(getAuth(req))));
    }
    const server = createServer({ maxHeaderSize: 65_536 }, app);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const close = () => new Promise<void>((closed) => server.close(() => closed()));
    return { port: (server.address() as AddressInfo).port, close };
  };
};

describe('Express 5', () => runConformance({ test, after: afterAll, start: startWith(express) }));
describe('Express 4', () => runConformance({ test, after: afterAll, start: startWith(express4) }));
