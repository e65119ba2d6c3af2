/** One measured value: a ratio to the limit of its column. */
export interface Measured {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** The ratio from the median of the best quarter of slices: what it is while the machine is quiet. */
  readonly quiet?: number | undefined;
  /** The absolute median, with its unit in the table. */
  readonly absolute?: number | undefined;
}

export interface Row {
  readonly name: string;
  readonly version?: string | undefined;
  /** One a column; undefined where the peer cannot do it. */
  readonly cells: readonly (Measured | undefined)[];
}

export interface Table {
  readonly id: string;
  readonly title: string;
  /** The unit of absolute values, such as `operations/s`. */
  readonly unit: string;
  /** What 1.00 is. */
  readonly limit: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** What Holdfast must reach, by column. */
  readonly targets?: readonly (number | undefined)[] | undefined;
  readonly notes: readonly string[];
}

/** How much a run measures. */
export interface Effort {
  readonly rounds: number;
  /** Seconds a window lasts. */
  readonly window: number;
}

/** A measurement that can be asked for by its id: `pnpm bench w1`. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  run(effort: Effort): Promise<readonly Table[]>;
}
