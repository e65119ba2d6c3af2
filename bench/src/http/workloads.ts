import type { Workload } from '../workload.ts';

export const httpWorkloads: readonly Workload[] = [];
