import type { Measured } from '../workload.ts';

/** What was measured of one server: a value a round, and the rates of all slices of all rounds. */
export interface Series {
  readonly rounds: readonly number[];
  readonly slices: readonly number[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The rate while the machine was quiet: the median of the best quarter of the slices. */
export function quietRate(slices: readonly number[]): number {
  const best = slices.toSorted((a, b) => b - a).slice(0, Math.max(1, Math.ceil(slices.length / 4)));
  return median(best);
}

/**
 * Compares round by round, because a machine that is slow in one round is so for all; the median is that of the
 * ratios.
 */
export function measured(mine: Series, limit: Series): Measured {
  const ratios = mine.rounds.map((value, round) => value / (limit.rounds[round] ?? Number.NaN));
  return {
    median: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    quiet: mine.slices.length > 0 ? quietRate(mine.slices) / quietRate(limit.slices) : undefined,
    absolute: median(mine.rounds),
  };
}
