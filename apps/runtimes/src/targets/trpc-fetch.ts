import type { ConformanceHarness } from '@holdfast/auth-conformance';
import { serveFetch } from '../serve-fetch.ts';
import { createTrpcHandler } from './trpc-handler.ts';

/** Serves tRPC's adapter for Fetch with the server that the runtime has for Fetch handlers. */
export const start: ConformanceHarness['start'] = (options) =>
  serveFetch(createTrpcHandler(options));
