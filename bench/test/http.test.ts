import { expect, test } from 'vitest';
import { poolOf } from '../src/http/feeds.ts';
import { deal, slicedRates } from '../src/http/load.ts';
import { standings } from '../src/http/standings.ts';

test('calls are dealt out in turn', () => {
  expect(deal([1, 2, 3, 4, 5], 2)).toEqual([
    [1, 3, 5],
    [2, 4],
  ]);
});

test('answers are counted by slices, and what is left of the last one is left out', () => {
  const times = [0, 10, 99, 100, 150, 230];
  expect(slicedRates(times, 100)).toEqual({ rate: 25, slices: [30, 20] });
  expect(slicedRates([], 100)).toEqual({ rate: 0, slices: [] });
});

test('a pool goes on where the last window ended', () => {
  const calls = ['a', 'b', 'c'].map((path) => ({ path, headers: {} }));
  const { next, sent } = poolOf(calls);
  sent?.(4);
  expect(next(3, 1)).toEqual([calls[1], calls[2], calls[0]]);
});

test('standings compare each server with the bare one of its column, in the same round', () => {
  const rates = (...all: number[]) => all.map((rate) => ({ rate, slices: [rate] }));
  const [byRate, byCpu] = standings({
    id: 'h0',
    title: 'Test',
    limit: 'bare',
    columns: ['Express', 'Koa'],
    notes: [],
    targets: [0.5, undefined],
    bare: ['bareExpress', 'bareKoa'],
    entrants: [{ name: 'Holdfast', servers: ['holdfastExpress'] }],
    shown: new Map([
      ['bareExpress', { rates: rates(100, 10), efficiency: rates(4, 4) }],
      ['bareKoa', { rates: rates(50, 50), efficiency: rates(2, 2) }],
      ['holdfastExpress', { rates: rates(80, 8), efficiency: rates(1, 1) }],
    ]),
  });
  expect(byRate?.rows.map(({ cells }) => cells.map((cell) => cell?.median))).toEqual([
    [1, 1],
    [0.8],
  ]);
  expect(byRate?.targets).toEqual([0.5, undefined]);
  expect(byCpu?.rows[1]?.cells[0]?.median).toBe(0.25);
  expect(byCpu?.targets).toBeUndefined();
});
