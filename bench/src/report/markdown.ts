import type { Table } from '../workload.ts';
import { digits, ratioText, rowName, targetCells } from './cells.ts';

/** Writes a table as Markdown, for the README: shares of the limit as medians, with their range. */
export function renderMarkdown(table: Table): string {
  const { title, limit, unit, columns, notes } = table;
  const targets = targetCells(table);
  const rows = [
    [`share of the limit (${limit}) = 1.00`, ...columns],
    ...table.rows.map((row) => [
      isOurs(row.name) ? `**${rowName(row)}**` : rowName(row),
      ...row.cells.map((cell) => {
        if (cell === undefined) return '';
        const isLimit = cell.median === 1 && cell.low === 1 && cell.high === 1;
        const { absolute } = cell;
        const share = isLimit ? '1.00' : ratioText(cell);
        return isLimit && absolute !== undefined ? `${share}: ${digits(absolute)} ${unit}` : share;
      }),
    ]),
    ...(targets ? [['Holdfast must reach', ...targets]] : []),
  ];
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  lines.splice(1, 0, `|${rows[0]?.map(() => ' --- |').join('')}`);
  return [`### ${title}`, '', ...lines, ...notes.flatMap((note) => ['', note])].join('\n');
}

function isOurs(name: string): boolean {
  return name.startsWith('Holdfast');
}
