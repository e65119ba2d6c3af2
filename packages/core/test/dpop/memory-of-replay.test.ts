import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { expect, test } from 'vitest';
import { replayKey } from '../../src/dpop/replay-key.ts';
import { ApiClient, MemoryReplayStore } from '../../src/index.ts';

const NOW = 1_800_000_000;
const MILLION = 1_000_000;
/** For how long a proof is remembered with the default options, in seconds. */
const WINDOW = 331;
const URL = 'https://api.test/things';
const SLOW = { timeout: 120_000 };

// Made anew each time, as a request makes it, so that only the store can keep it alive.
function keyOf(index: number): string {
  const jkt = String(index % 5000).padStart(43, 'NzbLsXh8uDCcd-6MNwXF4W');
  return replayKey(jkt, `b8a1c3d2-5e6f-4a7b-8c9d-${index.toString(16).padStart(12, '0')}`);
}

/** Fills a store with proofs that came evenly over the time for which they are remembered. */
function fill(store: MemoryReplayStore, count: number): void {
  for (let index = 0; index < count; index++) {
    if (store.add(keyOf(index), endOf(index))) continue;
    throw new Error(`Entry ${index} was known.`);
  }
}

function endOf(index: number): number {
  return NOW + 1 + Math.floor((index * WINDOW) / MILLION);
}

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test(
  'a million live proofs fit into one process, at 100 bytes at most; the next means 503, none is forgotten',
  SLOW,
  async () => {
    let time = NOW;
    const now = (): number => time;
    const store = new MemoryReplayStore({ now });
    const issuer = await createTestIssuer({ algorithm: 'ES256', now });
    const client = await createDpopClient({ now });
    const accessToken = await issuer.mint({ dpopKey: client });
    const api = new ApiClient({
      issuer: issuer.issuer,
      audience: 'https://api.test',
      fetch: issuer.fetch,
      now,
      dpop: { replay: store },
    });
    const prove = (): Promise<string> => client.proof({ method: 'GET', url: URL, accessToken });
    const send = async (dpop: string): Promise<string> => {
      const headers = { authorization: `DPoP ${accessToken}`, dpop };
      const result = await api.authenticate({ method: 'GET', url: URL, headers });
      if (result.ok) return '200';
      const { status, headers: answered } = result.response;
      return `${status} ${result.error.reason} ${answered['retry-after'] ?? ''}`.trim();
    };

    const used = await prove();
    expect(await send(used)).toBe('200');
    const before = heap();
    fill(store, MILLION - 1);
    const bytes = (heap() - before) / MILLION;
    expect(store.size).toBe(MILLION);
    expect(bytes).toBeLessThanOrEqual(100);
    // Less would mean that it was not the store that was measured: the key alone has 38 characters.
    expect(bytes).toBeGreaterThan(50);

    const next = await prove();
    expect(await send(next)).toBe('503 replay_store_failed 5');
    expect(await send(used)).toBe('401 replayed');
    let forgotten = 0;
    for (let index = 0; index < MILLION - 1; index += 97) {
      if (store.add(keyOf(index), endOf(index))) forgotten++;
    }
    expect(forgotten).toBe(0);

    time += 130;
    expect(await send(next)).toBe('200');
    expect(await send(next)).toBe('401 replayed');
    expect(await send(used)).toBe('401 replayed');
  },
);
