import type { Rates } from '../statistics.ts';
import { compare, median } from '../statistics.ts';
import type { Effort, Row, Table, Workload } from '../workload.ts';
import { describeDemand } from './demand.ts';
import { findRedis } from './find-redis.ts';
import { RedisServer } from './redis-server.ts';
import { CONCURRENCY, Verifier } from './verifier.ts';

const STORES = ['in memory', 'through Redis'] as const;
const PROCESSES = [1, 4] as const;
const COLUMNS: readonly string[] = PROCESSES.map(
  (count) => `${count} process${count > 1 ? 'es' : ''}`,
);
const TITLE = 'DPoP, a new proof each time, replays detected through Redis';
const LIMIT = 'the same number of processes, each with its store in memory';
const MILLION = 1_000_000;

/** A store, and how many processes use it. */
interface Group {
  readonly store: (typeof STORES)[number];
  readonly verifiers: readonly Verifier[];
  /** Requests a second of all together, a round each. */
  readonly rates: number[];
  /** Milliseconds of a request while no other is under way in its process, a round each. */
  readonly latencies: number[];
  /** Requests for each second of processor time, a round each. */
  readonly efficiencies: number[];
}

/** What Redis needed while nothing but rates was measured. */
interface RedisUse {
  /** Seconds of processor time for a command. */
  readonly seconds: number[];
  /** Commands a second. */
  readonly commands: number[];
}

async function run(effort: Effort): Promise<readonly Table[]> {
  const program = findRedis(process.env['PATH'] ?? '');
  if (program === undefined) return [leftOut()];
  const server = await RedisServer.start(program);
  const groups: Group[] = [];
  try {
    for (const count of PROCESSES) {
      for (const store of STORES) groups.push(await startGroup(store, count, server.port));
    }
    const empty = await server.figures();
    const use: RedisUse = { seconds: [], commands: [] };
    for (let round = 0; round <= effort.rounds; round++) {
      for (const group of groups) await runWindow(group, { effort, server, use });
      // The first round is there to warm up.
      if (round === 0) for (const group of groups) forget(group, use);
    }
    const full = await server.figures();
    return tables(groups, use, (full.memory - empty.memory) / (full.keys - empty.keys));
  } finally {
    await Promise.all(groups.flatMap(({ verifiers }) => verifiers.map((each) => each.stop())));
    await server.end();
  }
}

async function startGroup(store: Group['store'], count: number, port: number): Promise<Group> {
  const start = (): Promise<Verifier> =>
    Verifier.start(store === 'through Redis' ? port : undefined);
  const verifiers = await Promise.all(Array.from({ length: count }, start));
  return { store, verifiers, rates: [], latencies: [], efficiencies: [] };
}

async function runWindow(
  { store, verifiers, rates, latencies, efficiencies }: Group,
  {
    effort: { window },
    server,
    use,
  }: { readonly effort: Effort; readonly server: RedisServer; readonly use: RedisUse },
): Promise<void> {
  await Promise.all(verifiers.map((each) => each.prepare(window)));
  const before = await server.figures();
  const answers = await Promise.all(verifiers.map((each) => each.run(window, CONCURRENCY)));
  const after = await server.figures();
  rates.push(answers.reduce((sum, { rate }) => sum + rate, 0));
  efficiencies.push(median(answers.map(({ efficiency }) => efficiency)));
  const commands = after.sets - before.sets;
  if (store === 'through Redis') {
    use.seconds.push((after.cpu - before.cpu) / commands);
    use.commands.push(commands / window);
  }
  await Promise.all(verifiers.map((each) => each.prepare(window / 2)));
  const quiet = await Promise.all(verifiers.map((each) => each.run(window / 2, 1)));
  latencies.push(median(quiet.map(({ latency }) => latency)));
}

function forget(group: Group, use: RedisUse): void {
  const lists = [group.rates, group.latencies, group.efficiencies, use.seconds, use.commands];
  for (const list of lists) list.length = 0;
}

function tables(groups: readonly Group[], use: RedisUse, bytesPerKey: number): readonly Table[] {
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

function leftOut(): Table {
  const notes = ['Left out: no `redis-server` is on the search path.'];
  return { id: 'r1', title: TITLE, unit: '', limit: LIMIT, columns: COLUMNS, rows: [], notes };
}

export const redisWorkloads: readonly Workload[] = [{ id: 'r1', title: TITLE, run }];
