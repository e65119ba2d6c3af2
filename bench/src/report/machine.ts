import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import type { Effort } from '../workload.ts';

/** Where and how something was measured, without names of hosts and folders. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly openssl: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Of the minute before the measurement. */
  readonly load: number;
  readonly rounds: number;
  readonly window: number;
}

export function describeMachine({ rounds, window }: Effort): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    openssl: process.versions.openssl,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
    rounds,
    window,
  };
}

/** Says it in a sentence. */
export function machineSentence(machine: Machine): string {
  const { date, node, platform, processor, cores, load, rounds, window } = machine;
  return (
    `${date}, Node ${node} on ${platform}, ${cores} cores (${processor}), load average ${load} before; ` +
    `${rounds} ${rounds === 1 ? 'round' : 'rounds'} of ${window} s.`
  );
}
