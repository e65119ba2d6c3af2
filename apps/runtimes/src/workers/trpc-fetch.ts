import { createTrpcHandler } from '../targets/trpc-handler.ts';
import { atTimeOfSuite, readOptions } from './setting.ts';

/** The worker of tRPC's adapter for Fetch. */
export const worker: ReturnType<typeof atTimeOfSuite> = atTimeOfSuite(
  createTrpcHandler(await readOptions()),
);
