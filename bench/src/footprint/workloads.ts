import type { Workload } from '../workload.ts';

export const footprintWorkloads: readonly Workload[] = [];
