import { readFile, writeFile } from 'node:fs/promises';
import type { Measured } from '../workload.ts';
import { digits, rowName, targetCells } from './cells.ts';
import type { Result } from './results.ts';

/** One column of the overview: which of which table. */
interface Column {
  readonly table: string;
  readonly column: number;
  readonly title: string;
}

const COLUMNS: readonly Column[] = [
  { table: 'w1', column: 0, title: 'a new RS256 token each time' },
  { table: 'w2', column: 0, title: 'the same token again' },
  { table: 'w3', column: 0, title: 'DPoP: client and token known, a new proof each time' },
  { table: 'h1', column: 0, title: 'one token over HTTP: Express' },
  { table: 'h1', column: 1, title: 'over HTTP: Koa' },
  { table: 'h1', column: 2, title: 'over HTTP: Hono' },
];

/**
 * Writes the table of the README: who reaches which share of each limit, as medians. Peers that are in none of
 * its columns are left out.
 *
 * @param results what was measured; a table that is missing leaves its columns empty
 */
export function renderOverview(results: readonly Result[]): string {
  const tables = COLUMNS.map(({ table }) => results.find((result) => result.table.id === table));
  const rows = new Map<string, (Measured | undefined)[]>();
  for (const [place, result] of tables.entries()) {
    // The first row is the limit itself.
    for (const row of result?.table.rows.slice(1) ?? []) {
      const cells = rows.get(rowName(row)) ?? COLUMNS.map(() => undefined);
      cells[place] = row.cells[COLUMNS[place]?.column ?? 0];
      rows.set(rowName(row), cells);
    }
  }
  const targets = tables.map(
    (result, place) => result && targetCells(result.table)?.[COLUMNS[place]?.column ?? 0],
  );
  const lines = [
    ['share of the limit', ...COLUMNS.map(({ title }) => title)],
    ['---', ...COLUMNS.map(() => '---')],
    ...[...rows]
      .filter(([, cells]) => cells.some((cell) => cell !== undefined))
      .map(([name, cells]) => [
        name.startsWith('Holdfast') ? `**${name}**` : name,
        ...cells.map((cell) => (cell === undefined ? '' : digits(cell.median))),
      ]),
    ['what we set out to reach', ...targets.map((target) => target ?? '')],
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Replaces the table of the README, which stands between two marks. `npm run format` aligns it. */
export async function writeOverview(readme: string, results: readonly Result[]): Promise<void> {
  const text = await readFile(readme, 'utf8');
  const between = /(<!-- speed:begin[^>]*-->)[\s\S]*(<!-- speed:end -->)/;
  const table = renderOverview(results);
  await writeFile(
    readme,
    text.replace(between, (_, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`),
  );
}
