import type { Workload } from '../workload.ts';

export const growthWorkloads: readonly Workload[] = [];
