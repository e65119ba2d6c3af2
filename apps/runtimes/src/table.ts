import type { SuiteReport } from './report.ts';
import { countCases } from './report.ts';
import type { Adapter, Runtime } from './runtimes.ts';
import { ADAPTER_NAMES, ADAPTERS } from './runtimes.ts';

/** The run of the suite for one adapter in one runtime. */
export interface Measurement {
  readonly runtime: Runtime;
  readonly adapter: Adapter;
  readonly report: SuiteReport;
}

const BEGIN = '<!-- runtimes:begin, written by pnpm test:runtimes --write -->';
const END = '<!-- runtimes:end -->';

/** Writes the table of a whole run as Markdown, the reasons of expected failures numbered below it. */
export function renderTable(
  runtimes: readonly Runtime[],
  measurements: readonly Measurement[],
): string {
  const reasons: string[] = [];
  const numberOf = (reason: string): number => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return reasons.indexOf(reason) + 1;
  };
  const cellOf = (runtime: Runtime, adapter: Adapter): string => {
    const found = measurements.find((each) => each.runtime === runtime && each.adapter === adapter);
    if (found === undefined) return '';
    const { passed, expected } = found.report;
    const notes = expected.map(({ reason }) => numberOf(reason)).sort((a, b) => a - b);
    const note = notes.length === 0 ? '' : ` <sup>${notes.join(' ')}</sup>`;
    return `${passed} of ${countCases(found.report)}${note}`;
  };
  const rows = [
    ['', ...ADAPTER_NAMES.map((adapter) => ADAPTERS[adapter])],
    ...runtimes.map((runtime) => [
      `${runtime.name} ${runtime.version}`,
      ...ADAPTER_NAMES.map((adapter) => cellOf(runtime, adapter)),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const notes = reasons.map((reason, index) => `${index + 1}. ${reason}`);
  return [
    line(head),
    line(widths.map((width) => '-'.repeat(width))),
    ...body.map(line),
    '',
    ...notes,
  ]
    .join('\n')
    .trimEnd();
}

/**
 * Puts a table between the markers of a document.
 *
 * @throws {Error} when the document has no markers
 */
export function placeTable(document: string, table: string): string {
  const from = document.indexOf(BEGIN);
  const to = document.indexOf(END);
  if (from === -1 || to < from) throw new Error(`The document has no ${BEGIN} … ${END}.`);
  return `${document.slice(0, from + BEGIN.length)}\n\n${table}\n\n${document.slice(to)}`;
}
