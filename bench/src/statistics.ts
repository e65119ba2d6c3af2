import type { Measured } from './workload.ts';

/** What one window has shown. */
export interface Rates {
  /** Operations a second, over the whole window. */
  readonly rate: number;
  /** Operations a second in each slice of it. */
  readonly slices: readonly number[];
}

/** Gives the middle of some numbers, the mean of both where two are in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Gives the rate while the machine is quiet: the median of the best quarter of all slices. */
export function quietRate(windows: readonly Rates[]): number {
  const slices = windows.flatMap((window) => window.slices).sort((a, b) => b - a);
  return median(slices.slice(0, Math.max(1, Math.ceil(slices.length / 4))));
}

/**
 * Compares the windows of one with those of the limit, each with the one of the same round, which
 * the machine's other work has disturbed alike.
 */
export function compare(own: readonly Rates[], limit: readonly Rates[]): Measured {
  const ratios = own.flatMap(({ rate }, round) => {
    const base = limit[round]?.rate;
    return base === undefined ? [] : [rate / base];
  });
  return {
    median: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    quiet: quietRate(own) / quietRate(limit),
    absolute: median(own.map(({ rate }) => rate)),
  };
}
