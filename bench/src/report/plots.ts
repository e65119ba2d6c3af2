import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LinePlot, Series } from '../plot/line-plot.ts';
import { renderLinePlot } from '../plot/line-plot.ts';
import type { Table } from '../workload.ts';
import type { Result } from './results.ts';

/** A plot of one or several tables whose columns are numbers. */
interface PlotPlan {
  readonly file: string;
  readonly title: string;
  readonly xLabel: string;
  /** The tables, by id, and what their lines are called besides the row's name. */
  readonly tables: Readonly<Record<string, string>>;
}

const PLOTS: readonly PlotPlan[] = [
  {
    file: 'concurrency.svg',
    title: 'Verifications a second by requests under way, new tokens each time',
    xLabel: 'requests under way at one time',
    tables: { g1: 'Bearer', 'g1-dpop': 'DPoP' },
  },
  {
    file: 'distinct-tokens.svg',
    title: 'Verifications a second by distinct tokens in turn',
    xLabel: 'distinct tokens, ES256; Holdfast remembers 5,000',
    tables: { g2: '' },
  },
];

/** Writes the plots of which every table has been measured. */
export async function writePlots(folder: string, results: readonly Result[]): Promise<void> {
  for (const plan of PLOTS) {
    const plot = plotOf(
      plan,
      results.map(({ table }) => table),
    );
    if (plot === undefined) continue;
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, plan.file), renderLinePlot(plot));
  }
}

function plotOf(plan: PlotPlan, tables: readonly Table[]): LinePlot | undefined {
  const wanted = Object.entries(plan.tables);
  const series = wanted.flatMap(([id, suffix]) => {
    const table = tables.find((each) => each.id === id);
    return table === undefined ? [] : seriesOf(table, suffix);
  });
  if (!wanted.every(([id]) => tables.some((table) => table.id === id))) return undefined;
  return { title: plan.title, xLabel: plan.xLabel, yLabel: 'operations a second', series };
}

/** Reads a table whose columns are numbers as lines, one a row, of what was measured absolutely. */
export function seriesOf({ columns, rows }: Table, suffix: string): readonly Series[] {
  return rows.map(({ name, cells }) => ({
    name: [shortName(name), suffix].filter((part) => part !== '').join(', '),
    points: cells.flatMap((cell, index) =>
      cell?.absolute === undefined ? [] : [{ x: Number(columns[index]), y: cell.absolute }],
    ),
  }));
}

// "jose `jwtVerify`, remote key set" is jose; a legend has no room for more.
function shortName(name: string): string {
  if (name.startsWith('the limit')) return 'WebCrypto alone';
  if (name.includes('adapter')) return 'Holdfast, in an adapter';
  return name.split(' ', 1)[0] ?? name;
}
