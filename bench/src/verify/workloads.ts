import type { Workload } from '../workload.ts';

export const verifyWorkloads: readonly Workload[] = [];
