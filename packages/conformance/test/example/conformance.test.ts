import type { ConformanceHarness } from '@holdfast/auth-conformance';
import * as suite from '@holdfast/auth-conformance';
import { ApiClient } from '@holdfast/auth-core';
import { afterAll, test } from 'vitest';
import type { OnError, Step } from './adapter.ts';
import { auth, getAuth, guards, protectedResourceMetadata } from './adapter.ts';

const onError: OnError = (error, res) => {
  res.writeHead(error.statusCode).end(error.reason);
  return false;
};

const start: ConformanceHarness['start'] = async (options) => {
  const api = new ApiClient(options);
  const metadata = suite.servesMetadata(options) ? [protectedResourceMetadata(api)] : [];
  const routes = suite.ROUTES.map((route) => {
    const admit = route.auth && auth(api, { ...route.auth, ...(route.onError && { onError }) });
    const enforce = route.guards.map((guard) => suite.applyGuard(guards, guard));
    return { ...route, steps: [...metadata, ...(admit ? [admit] : []), ...enforce] as Step[] };
  });
  return suite.serveOnNode(async (req, res) => {
    const path = req.url?.split('?', 1)[0];
    const route = routes.find((each) => each.rest || each.path === path);
    for (const name in route?.before) res.setHeader(name, route.before[name] ?? '');
    try {
      for (const step of route?.steps ?? []) if (!(await step(req, res))) return;
      if (req.method === 'OPTIONS') return void res.writeHead(204).end();
      res.writeHead(200, route?.after).end(JSON.stringify(suite.showAuth(getAuth(req))));
    } catch {
      res.writeHead(500).end();
    }
  });
};

suite.runConformance({ test, after: afterAll, start });
