/** A logarithmic axis: where values lie, and the values that are written beside it. */
export interface LogAxis {
  readonly ticks: readonly number[];
  /** Gives the place of a value, from 0 at the axis' beginning to 1 at its end. */
  readonly place: (value: number) => number;
}

/** An axis whose ticks are the values themselves: for the few that were measured. */
export function axisOfValues(values: readonly number[]): LogAxis {
  const ticks = [...new Set(values)].sort((a, b) => a - b);
  return axis(ticks, ticks[0] ?? 1, ticks.at(-1) ?? 1);
}

/** An axis of 1, 2 and 5 times powers of ten that holds all values; where those are many, of powers of ten alone. */
export function axisOfDecades(values: readonly number[]): LogAxis {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const ticks: number[] = [];
  for (
    let power = Math.floor(Math.log10(lowest));
    power <= Math.ceil(Math.log10(highest));
    power++
  ) {
    for (const factor of [1, 2, 5]) ticks.push(factor * 10 ** power);
  }
  const first = ticks.findLastIndex((tick) => tick <= lowest);
  const last = ticks.findIndex((tick) => tick >= highest);
  const shown = ticks.slice(first, last + 1);
  const rare = shown.filter((tick) => Number.isInteger(Math.log10(tick)));
  return axis(shown.length > 7 ? rare : shown, shown[0] ?? 1, shown.at(-1) ?? 1);
}

function axis(ticks: readonly number[], lowest: number, highest: number): LogAxis {
  const width = Math.log(highest / lowest);
  return { ticks, place: (value) => (width === 0 ? 0.5 : Math.log(value / lowest) / width) };
}
