/** What was measured of DPoP verification through one Redis. */
export interface SharedFigures {
  /** Requests a second of one process, which shares the machine's cores with Redis and the parent. */
  readonly ratePerProcess: number;
  /** Requests for each second of processor time of the processes that verify. */
  readonly ratePerCore: number;
  /** Seconds of processor time that Redis needs for one command; one command a request. */
  readonly redisSeconds: number;
  /** Bytes of Redis' memory for a key. */
  readonly bytesPerKey: number;
}

/** What a rate takes. */
export interface Demand {
  readonly processes: number;
  /** Cores that verify. */
  readonly cores: number;
  /** Instances of Redis, each of which runs commands on one core. */
  readonly shards: number;
  readonly keys: number;
  /** Bytes, all shards together. */
  readonly memory: number;
}

/** For how long a proof is remembered with the default options, in seconds: `maxAge`, `leeway`, and one. */
export const REMEMBERED = 331;

/** How busy an instance of Redis may be, so that answers stay quick. */
export const SHARD_LOAD = 0.7;

/** Computes on paper what a rate takes, in requests a second, if all of it grows evenly. */
export function demandOf(rate: number, figures: SharedFigures): Demand {
  const keys = rate * REMEMBERED;
  return {
    processes: Math.ceil(rate / figures.ratePerProcess),
    cores: Math.ceil(rate / figures.ratePerCore),
    shards: Math.ceil((rate * figures.redisSeconds) / SHARD_LOAD),
    keys,
    memory: keys * figures.bytesPerKey,
  };
}

/** Says it, with the formula. */
export function describeDemand(rate: number, figures: SharedFigures): readonly string[] {
  const { processes, cores, shards, keys, memory } = demandOf(rate, figures);
  const { ratePerProcess, ratePerCore, redisSeconds, bytesPerKey } = figures;
  const count = (value: number): string => Math.round(value).toLocaleString('en');
  return [
    `${count(rate)} requests a second would take, on paper:`,
    `${count(cores)} cores that verify (${count(rate)} / ${count(ratePerCore)} requests for a second of processor time), in ${count(processes)} processes (/ ${count(ratePerProcess)} requests a second of one);`,
    `${count(shards)} shards of Redis (${count(rate)} × ${(redisSeconds * 1e6).toFixed(1)} µs of its processor time for a command / ${SHARD_LOAD}, as each runs commands on one core and should not be busier than that);`,
    `${count(memory / 1e9)} GB of Redis' memory in all (${count(rate)} × ${REMEMBERED} s = ${count(keys)} live keys × ${count(bytesPerKey)} bytes).`,
  ];
}
