import type { Workload } from '../workload.ts';

export const redisWorkloads: readonly Workload[] = [];
