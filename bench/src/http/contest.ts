import type { Rates } from '../statistics.ts';
import type { Effort } from '../workload.ts';
import type { ForkedServer } from './forked-server.ts';
import type { Call } from './load.ts';
import { runWindow } from './load.ts';
import type { ServerName } from './servers/by-name.ts';

/** Gives the calls of a window, before it starts. */
export interface Feed {
  /** @param count about how many will be sent */
  readonly next: (count: number, round: number) => readonly Call[] | Promise<readonly Call[]>;
  /** Each call is sent once at most, and a window ends early when all are. */
  readonly once?: boolean | undefined;
  readonly sent?: ((count: number) => void) | undefined;
}

/** What all windows of one server have shown, one each. */
export interface Showing {
  /** Answers a second. */
  readonly rates: readonly Rates[];
  /** Answers for each second of the processor time that the server's process used. */
  readonly efficiency: readonly Rates[];
}

export interface Contestant {
  readonly server: ForkedServer;
  readonly feed: Feed;
}

/** Far more than any server answers in a second here. */
const MOST = 20_000;

/**
 * How many windows of each server come first and do not count: until everything is compiled, a server takes five seconds
 * here, and one with more code to compile looks slower than it is.
 */
const WARM_UP = 8;

/**
 * Gives every server a window in turn, as often as the effort says, after those that warm up. Nobody tells a server in
 * use to collect its garbage, and one that was told answers at half its rate for a while.
 */
export async function contest(
  contestants: readonly Contestant[],
  { rounds, window }: Effort,
): Promise<ReadonlyMap<ServerName, Showing>> {
  const shown = new Map(contestants.map(({ server }) => [server.name, emptyShowing()]));
  const expected = new Map<ServerName, number>();
  for (let round = 1 - WARM_UP; round <= rounds; round++) {
    for (const { server, feed } of contestants) {
      // Half as many again as the last time, so that a window rarely ends before its time.
      const count = Math.ceil((expected.get(server.name) ?? MOST) * window * 1.5);
      const calls = await feed.next(count, round);
      const before = await server.cpu();
      const seen = await runWindow({
        port: server.port,
        calls,
        seconds: window,
        once: feed.once,
      });
      const used = ((await server.cpu()) - before) / 1e6;
      feed.sent?.(seen.answers);
      expected.set(server.name, seen.rate);
      if (round < 1) continue;
      const { rates, efficiency } = shown.get(server.name) ?? emptyShowing();
      rates.push(seen);
      // Of a window alone, as the process is asked before and after it.
      efficiency.push({ rate: seen.answers / used, slices: [seen.answers / used] });
    }
  }
  return shown;
}

function emptyShowing(): Record<keyof Showing, Rates[]> {
  return { rates: [], efficiency: [] };
}
