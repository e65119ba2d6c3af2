import type { Rates } from '../statistics.ts';
import { compare, median } from '../statistics.ts';
import type { Row, Table } from '../workload.ts';
import { describeDemand } from './demand.ts';
import type { Group, RedisUse } from './groups.ts';
import { STORES } from './groups.ts';
import { CONCURRENCY } from './verifier.ts';

/** How many processes verify at a time. */
export const PROCESSES: readonly number[] = [1, 4];
const COLUMNS: readonly string[] = PROCESSES.map(
  (count) => `${count} process${count > 1 ? 'es' : ''}`,
);
export const TITLE: string = 'DPoP, a new proof each time, replays detected through Redis';
const LIMIT = 'the same number of processes, each with its store in memory';
const MILLION = 1_000_000;

/** What the workload prints. */
export function tables(
  groups: readonly Group[],
  use: RedisUse,
  bytesPerKey: number,
): readonly Table[] {
  const rows = (values: (group: Group) => readonly number[]): Row[] =>
    STORES.map((store) => ({
      name: `Holdfast, used proofs ${store}`,
      cells: PROCESSES.map((count) => {
        const find = (wanted: string): readonly number[] => {
          const found = groups.find(
            (group) => group.store === wanted && group.verifiers.length === count,
          );
          return found ? values(found) : [];
        };
        const asRates = (values: readonly number[]): readonly Rates[] =>
          values.map((rate) => ({ rate, slices: [] }));
        return { ...compare(asRates(find(store)), asRates(find('in memory'))), quiet: undefined };
      }),
    }));
  const shared = groups.filter(({ store }) => store === 'through Redis');
  const [one] = shared;
  const figures = {
    ratePerProcess: median(one?.rates ?? []),
    ratePerCore: median(one?.efficiencies ?? []),
    redisSeconds: median(use.seconds),
    bytesPerKey,
  };
  const latency = rows(({ latencies }) => latencies);
  const [memory, redis] = latency;
  const added = COLUMNS.map((column, index) => {
    const more = (redis?.cells[index]?.absolute ?? 0) - (memory?.cells[index]?.absolute ?? 0);
    return `${(more * 1000).toFixed(0)} µs with ${column}`;
  });
  return [
    {
      id: 'r1',
      title: TITLE,
      unit: 'requests/s, all processes together',
      limit: LIMIT,
      columns: COLUMNS,
      rows: rows(({ rates }) => rates),
      notes: [
        `${CONCURRENCY} requests under way in each process; one Redis, the processes and this one share the machine's cores.`,
        `Redis ran up to ${Math.round(Math.max(...use.commands)).toLocaleString('en')} commands a second, at ${(figures.redisSeconds * 1e6).toFixed(1)} µs of its processor time each, and keeps ${Math.round(bytesPerKey)} bytes for each key.`,
        ...describeDemand(MILLION, figures),
      ],
    },
    {
      id: 'r1-latency',
      title: `${TITLE}: how long a request takes`,
      unit: 'ms, the median request, one under way in each process',
      limit: LIMIT,
      columns: COLUMNS,
      rows: latency,
      notes: [`Added by Redis: ${added.join(', ')}.`],
    },
  ];
}

/** What it prints where there is no Redis. */
export function leftOut(): Table {
  const notes = ['Left out: no `redis-server` is on the search path.'];
  return { id: 'r1', title: TITLE, unit: '', limit: LIMIT, columns: COLUMNS, rows: [], notes };
}
