import { axisOfDecades, axisOfValues } from './axis.ts';

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** What a plot shows. Both axes are logarithmic, so that equal factors have equal lengths. */
export interface LinePlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 420;
const AREA = { left: 72, top: 44, right: 28, bottom: 60 };
/** The legend stands below the axis, three names a line. */
const LEGEND_LINE = 20;
const LEGEND_COLUMNS = 3;

/** Told apart by their lightness and dashes too, for eyes that do not see their colours. */
const COLOURS = ['#7d8590', '#d9480f', '#1c7ed6', '#2b8a3e', '#9c36b5', '#c2255c'];
const DASHES = ['6 4', '', '2 3', '8 3 2 3', '1 3', '10 4'];

/** Draws lines as SVG, readable on a light and on a dark page. */
export function renderLinePlot({ title, xLabel, yLabel, series }: LinePlot): string {
  const points = series.flatMap((line) => line.points);
  const xs = axisOfValues(points.map(({ x }) => x));
  const ys = axisOfDecades(points.map(({ y }) => y));
  const bottom = HEIGHT - AREA.bottom;
  const right = WIDTH - AREA.right;
  const atX = (x: number): number => round(AREA.left + xs.place(x) * (right - AREA.left));
  const atY = (y: number): number => round(bottom - ys.place(y) * (bottom - AREA.top));
  const legendLines = Math.ceil(series.length / LEGEND_COLUMNS);
  const height = HEIGHT + legendLines * LEGEND_LINE + 4;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(title)}">`,
    STYLE,
    text(title, { x: AREA.left, y: 24, kind: 'title' }),
    ...ys.ticks.flatMap((tick) => [
      `<line class="grid" x1="${AREA.left}" x2="${right}" y1="${atY(tick)}" y2="${atY(tick)}"/>`,
      text(shortNumber(tick), { x: AREA.left - 8, y: atY(tick) + 4, anchor: 'end' }),
    ]),
    ...xs.ticks.flatMap((tick) => [
      `<line class="grid" x1="${atX(tick)}" x2="${atX(tick)}" y1="${AREA.top}" y2="${bottom}"/>`,
      text(shortNumber(tick), { x: atX(tick), y: bottom + 18, anchor: 'middle' }),
    ]),
    text(xLabel, { x: (AREA.left + right) / 2, y: bottom + 40, anchor: 'middle' }),
    `<g transform="translate(16 ${(AREA.top + bottom) / 2}) rotate(-90)">${text(yLabel, { x: 0, y: 0, anchor: 'middle' })}</g>`,
    ...series.map((line, index) => drawLine(line, index, { atX, atY })),
    ...series.map(({ name }, index) => drawLegend(name, index)),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = `<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.grid { stroke: #8b949e; stroke-opacity: 0.25 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>`;

function drawLine(
  { points }: Series,
  index: number,
  { atX, atY }: { readonly atX: (x: number) => number; readonly atY: (y: number) => number },
): string {
  const colour = pick(COLOURS, index);
  const path = points.map(({ x, y }) => `${atX(x)},${atY(y)}`).join(' ');
  const dots = points.map(
    ({ x, y }) => `<circle cx="${atX(x)}" cy="${atY(y)}" r="3.5" fill="${colour}"/>`,
  );
  return [`<polyline points="${path}" ${strokeOf(index)}/>`, ...dots].join('\n');
}

function drawLegend(name: string, index: number): string {
  const width = (WIDTH - AREA.left - AREA.right) / LEGEND_COLUMNS;
  const x = round(AREA.left + (index % LEGEND_COLUMNS) * width);
  const y = HEIGHT + Math.floor(index / LEGEND_COLUMNS) * LEGEND_LINE + 8;
  const line = `<line x1="${x}" x2="${x + 26}" y1="${y - 4}" y2="${y - 4}" ${strokeOf(index)}/>`;
  return `${line}\n${text(name, { x: x + 32, y })}`;
}

function strokeOf(index: number): string {
  const dashes = pick(DASHES, index);
  const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `fill="none" stroke="${pick(COLOURS, index)}" stroke-width="2.5"${dashed}`;
}

function text(
  content: string,
  at: {
    readonly x: number;
    readonly y: number;
    readonly anchor?: string;
    readonly kind?: string;
  },
): string {
  const { x, y, anchor = 'start', kind } = at;
  const kindOf = kind === undefined ? '' : ` class="${kind}"`;
  return `<text${kindOf} x="${x}" y="${y}" text-anchor="${anchor}">${escapeXml(content)}</text>`;
}

function pick(items: readonly string[], index: number): string {
  return items[index % items.length] ?? '';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function shortNumber(value: number): string {
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 10_000 ? `${value / 1000}k` : String(value).replace(/\B(?=\d{3}$)/, ',');
}

function escapeXml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
