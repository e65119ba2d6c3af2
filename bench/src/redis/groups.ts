import { median } from '../statistics.ts';
import type { RedisServer } from './redis-server.ts';
import { CONCURRENCY, Verifier } from './verifier.ts';

/** Where used proofs are remembered. */
export const STORES = ['in memory', 'through Redis'] as const;

/** A store, and how many processes use it. */
export interface Group {
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
export interface RedisUse {
  /** Seconds of processor time for a command. */
  readonly seconds: number[];
  /** Commands a second. */
  readonly commands: number[];
}

interface WindowOptions {
  /** Seconds. */
  readonly window: number;
  readonly server: RedisServer;
  readonly use: RedisUse;
}

/** Starts processes that share a store, or have one each in memory. */
export async function startGroup(
  store: Group['store'],
  count: number,
  port: number,
): Promise<Group> {
  const start = (): Promise<Verifier> =>
    Verifier.start(store === 'through Redis' ? port : undefined);
  const started = await Promise.allSettled(Array.from({ length: count }, start));
  const verifiers = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = started.find((each) => each.status === 'rejected');
  if (failed !== undefined) {
    await Promise.all(verifiers.map((each) => each.stop()));
    throw failed.reason;
  }
  return { store, verifiers, rates: [], latencies: [], efficiencies: [] };
}

/** Measures the rate, then how long a request takes by itself; each with proofs that are made before. */
export async function runWindow(
  { store, verifiers, rates, latencies, efficiencies }: Group,
  { window, server, use }: WindowOptions,
): Promise<void> {
  await Promise.all(verifiers.map((each) => each.prepare(window)));
  const before = await server.figures();
  const start = performance.now();
  const answers = await Promise.all(verifiers.map((each) => each.run(window, CONCURRENCY)));
  const elapsed = (performance.now() - start) / 1000;
  const after = await server.figures();
  rates.push(answers.reduce((sum, { rate }) => sum + rate, 0));
  efficiencies.push(median(answers.map(({ efficiency }) => efficiency)));
  const commands = after.sets - before.sets;
  if (store === 'through Redis') {
    use.seconds.push((after.cpu - before.cpu) / commands);
    use.commands.push(commands / elapsed);
  }
  await Promise.all(verifiers.map((each) => each.prepare(window / 2)));
  const quiet = await Promise.all(verifiers.map((each) => each.run(window / 2, 1)));
  latencies.push(median(quiet.map(({ latency }) => latency)));
}

/** Forgets what was measured so far. */
export function forget(group: Group, use: RedisUse): void {
  const lists = [group.rates, group.latencies, group.efficiencies, use.seconds, use.commands];
  for (const list of lists) list.length = 0;
}
