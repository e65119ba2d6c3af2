import { footprintWorkloads } from './footprint/workloads.ts';
import { growthWorkloads } from './growth/workloads.ts';
import { httpWorkloads } from './http/workloads.ts';
import { redisWorkloads } from './redis/workloads.ts';
import { verifyWorkloads } from './verify/workloads.ts';
import type { Workload } from './workload.ts';

/** Everything that `pnpm bench` can measure, in the order in which it does. */
export const WORKLOADS: readonly Workload[] = [
  ...verifyWorkloads,
  ...httpWorkloads,
  ...growthWorkloads,
  ...redisWorkloads,
  ...footprintWorkloads,
];
