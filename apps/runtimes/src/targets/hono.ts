import type { ConformanceHarness } from '@holdfast/auth-conformance';
import { serveFetch } from '../serve-fetch.ts';
import { createHonoApp } from './hono-app.ts';

/** Serves Hono with the server that the runtime has for Fetch handlers. */
export const start: ConformanceHarness['start'] = (options) =>
  serveFetch(createHonoApp(options).fetch);
