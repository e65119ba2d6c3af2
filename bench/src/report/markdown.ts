import type { Table } from '../workload.ts';
import { digits, ratioText, rowName, targetCells } from './cells.ts';

/** Writes a table as Markdown: medians as shares of the limit, with their range. */
export function renderMarkdown(table: Table): string {
  const { id, title, limit, unit, columns, notes } = table;
  const targets = targetCells(table);
  const rows = [
    [`1.00 = ${limit}`, ...columns],
    ...table.rows.map((row) => [
      isOurs(row.name) ? `**${rowName(row)}**` : rowName(row),
      ...columns.map((_, index) => {
        const cell = row.cells[index];
        if (cell === undefined) return '';
        const isLimit = cell.median === 1 && cell.low === 1 && cell.high === 1;
        const { absolute } = cell;
        const share = isLimit ? '1.00' : ratioText(cell);
        return isLimit && absolute !== undefined ? `${share}: ${digits(absolute)} ${unit}` : share;
      }),
    ]),
    ...(targets ? [['what Holdfast set out to reach', ...targets]] : []),
  ];
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  lines.splice(1, 0, `|${rows[0]?.map(() => ' --- |').join('')}`);
  return [`### ${id}: ${title}`, '', ...lines, ...notes.flatMap((note) => ['', note])].join('\n');
}

function isOurs(name: string): boolean {
  return name.startsWith('Holdfast');
}
