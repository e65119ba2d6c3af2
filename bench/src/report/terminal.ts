import type { Table } from '../workload.ts';
import { digits, ratioText, rowName, targetCells } from './cells.ts';

/** Writes a table for the terminal, with the absolute rates and what it is while the machine is quiet. */
export function renderTerminal(table: Table): string {
  const { id, title, limit, unit, columns, notes } = table;
  const targets = targetCells(table);
  const rows = [
    ['', ...columns.flatMap((column) => [column, 'quiet', unit])],
    ...table.rows.map((row) => [
      rowName(row),
      ...row.cells.flatMap((cell) =>
        cell === undefined
          ? ['', '', '']
          : [ratioText(cell), optional(cell.quiet), optional(cell.absolute)],
      ),
    ]),
    ...(targets
      ? [['what Holdfast set out to reach', ...targets.flatMap((target) => [target, '', ''])]]
      : []),
  ];
  const widths = rows[0]?.map((_, index) =>
    Math.max(...rows.map((row) => row[index]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths?.[index] ?? 0;
        return index === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  const remarks = notes.map((note) => `  ${note}`);
  return [`${id}: ${title}`, `1.00 = ${limit}`, ...lines, ...remarks, ''].join('\n');
}

function optional(value: number | undefined): string {
  return value === undefined ? '' : digits(value);
}
