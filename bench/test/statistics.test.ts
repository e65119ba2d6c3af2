import { describe, expect, test } from 'vitest';
import type { Rates } from '../src/statistics.ts';
import { compare, median, quietRate } from '../src/statistics.ts';

const flat = (rate: number): Rates => ({ rate, slices: [rate] });

describe('median', () => {
  test.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  test('of nothing is no number, and what was given keeps its order', () => {
    expect(median([])).toBeNaN();
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});

test('the quiet rate is the median of the best quarter of all slices, of whichever window', () => {
  const windows = [
    { rate: 0, slices: [1, 90, 2, 3, 80, 4] },
    { rate: 0, slices: [5, 6, 100, 7, 8, 9] },
  ];
  expect(quietRate(windows)).toBe(90);
  expect(quietRate([flat(7)])).toBe(7);
});

test('windows are compared round by round, so that a disturbance of both leaves the ratio alone', () => {
  const own = [flat(50), flat(10), flat(60)];
  const limit = [flat(100), flat(20), flat(100)];
  expect(compare(own, limit)).toEqual({
    median: 0.5,
    low: 0.5,
    high: 0.6,
    quiet: 0.6,
    absolute: 50,
  });
});
