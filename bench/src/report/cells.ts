import type { Measured, Row, Table } from '../workload.ts';

/** Writes a number with three digits that count, and thousands apart. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '?';
  if (Math.abs(value) >= 1000) {
    return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  }
  if (Math.abs(value) >= 100) return value.toFixed(0);
  if (Math.abs(value) >= 10) return value.toFixed(1);
  return value.toFixed(2);
}

/** Writes one value: the median, and the range of the rounds where there were several. */
export function ratioText({ median, low, high }: Measured): string {
  const range = digits(low) === digits(high) ? '' : ` (${digits(low)}–${digits(high)})`;
  return `${digits(median)}${range}`;
}

/** Names a row, with the version where it is a peer's. */
export function rowName({ name, version }: Row): string {
  return version === undefined ? name : `${name} (${version})`;
}

/** The row of what we set out to reach; undefined where there is no such thing. */
export function targetCells({ targets }: Table): readonly string[] | undefined {
  if (!targets?.some((target) => target !== undefined)) return undefined;
  return targets.map((target) => (target === undefined ? '' : digits(target)));
}
