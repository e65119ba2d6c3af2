import { describe, expect, test } from 'vitest';
import { axisOfDecades, axisOfValues } from '../src/plot/axis.ts';
import { renderLinePlot } from '../src/plot/line-plot.ts';
import { seriesOf } from '../src/report/plots.ts';

describe('a logarithmic axis', () => {
  test('of values has them as ticks, once each, in order', () => {
    const axis = axisOfValues([100, 1, 10, 1]);
    expect(axis.ticks).toEqual([1, 10, 100]);
    expect([1, 10, 100].map(axis.place)).toEqual([0, 0.5, 1]);
  });

  test('of one value has it in the middle', () => {
    expect(axisOfValues([7]).place(7)).toBe(0.5);
  });

  test('of decades holds all values', () => {
    const axis = axisOfDecades([6000, 45_000]);
    expect(axis.ticks).toEqual([5000, 10_000, 20_000, 50_000]);
    expect(axis.place(5000)).toBe(0);
    expect(axis.place(50_000)).toBe(1);
  });

  test('of many decades has their powers alone', () => {
    expect(axisOfDecades([10, 900_000]).ticks).toEqual([10, 100, 1000, 10_000, 100_000, 1_000_000]);
  });
});

test('a plot has a line, a point each and a name for every series, and escapes what it writes', () => {
  const svg = renderLinePlot({
    title: 'Rates & "more"',
    xLabel: 'at <once>',
    yLabel: 'a second',
    series: [
      {
        name: 'one',
        points: [
          { x: 1, y: 10 },
          { x: 100, y: 100 },
        ],
      },
      { name: 'two', points: [{ x: 1, y: 20 }] },
    ],
  });
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg.match(/<circle/g)).toHaveLength(3);
  expect(svg).toContain('>one</text>');
  expect(svg).toContain('Rates &amp; &quot;more&quot;');
  expect(svg).toContain('at &lt;once>');
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('a table becomes a line for each row, without the cells that were not measured', () => {
  const cell = { median: 1, low: 1, high: 1, absolute: 500 };
  const table = {
    id: 'g1',
    title: '',
    unit: '',
    limit: '',
    columns: ['1', '16'],
    rows: [{ name: 'jose `jwtVerify`, remote key set', cells: [undefined, cell] }],
    notes: [],
  };
  expect(seriesOf(table, 'Bearer')).toEqual([
    { name: 'jose, Bearer', points: [{ x: 16, y: 500 }] },
  ]);
});
