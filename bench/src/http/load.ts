import autocannon from 'autocannon';
import type { Rates } from '../statistics.ts';

/** One request of the load. */
export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What one window has shown. */
export interface Window extends Rates {
  /** Answers in all, those at the window's ends included. */
  readonly answers: number;
}

/** How many requests are under way at any time. */
export const CONNECTIONS = 32;

/** Milliseconds of a slice. */
const SLICE = 100;

export interface Load {
  readonly port: number;
  /** Dealt out to the connections, each of which begins anew when it has sent all of its own. */
  readonly calls: readonly Call[];
  /** How long the window lasts, in seconds. */
  readonly seconds: number;
  /** Sends each call once at most, and ends early when all are sent. Default false. */
  readonly once?: boolean | undefined;
}

/**
 * Sends requests for some seconds, one at a time over each connection.
 *
 * @throws {Error} when a request fails or an answer is not 200, so that no refusal is taken for speed
 */
export async function runWindow({ port, calls, seconds, once = false }: Load): Promise<Window> {
  const hands = deal(calls, Math.min(CONNECTIONS, calls.length));
  const times: number[] = [];
  let clients = 0;
  const options = {
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    sampleInt: SLICE,
    skipAggregateResult: true,
    setupClient: (client: autocannon.Client) =>
      client.setRequests(requestsOf(hands[clients++ % hands.length] ?? [])),
    ...(once && { maxOverallRequests: calls.length }),
  };
  const { errors, non2xx } = await new Promise<autocannon.Result>((resolve, reject) => {
    const done = (error: unknown, result: autocannon.Result): void =>
      error === null ? resolve(result) : reject(error);
    autocannon(options, done).on('response', () => times.push(performance.now()));
  });
  if (errors + non2xx > 0) {
    throw new Error(`Of the load on port ${port}, ${errors} failed and ${non2xx} were refused.`);
  }
  return { ...slicedRates(times, SLICE), answers: times.length };
}

/** Deals calls out in turn, so that all hands together go through them in about their order. */
export function deal<T>(all: readonly T[], hands: number): T[][] {
  const dealt: T[][] = Array.from({ length: hands }, () => []);
  for (const [index, item] of all.entries()) dealt[index % hands]?.push(item);
  return dealt;
}

/** Counts by slices; what is left of the last one is left out. */
export function slicedRates(times: readonly number[], slice: number): Rates {
  const first = times[0] ?? 0;
  const whole = Math.floor(((times.at(-1) ?? 0) - first) / slice);
  const counts = new Array<number>(whole).fill(0);
  for (const time of times) {
    const index = Math.floor((time - first) / slice);
    if (index < whole) counts[index] = (counts[index] ?? 0) + 1;
  }
  const sum = counts.reduce((total, count) => total + count, 0);
  return {
    rate: whole === 0 ? 0 : (sum * 1000) / (whole * slice),
    slices: counts.map((count) => (count * 1000) / slice),
  };
}

function requestsOf(calls: readonly Call[]): autocannon.Request[] {
  return calls.map(({ path, headers }) => ({ method: 'GET', path, headers }));
}
