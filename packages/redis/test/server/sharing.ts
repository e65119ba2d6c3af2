import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RedisReplayStoreOptions } from '../../src/index.ts';
import { RedisReplayStore } from '../../src/index.ts';
import type { OpenClient } from './clients.ts';
import { CLIENTS } from './clients.ts';
import { RedisServer } from './redis-server.ts';

const KEY = 'NzbLsXh8uDCcd-6MNwXF4WAbCdEfGhIjKlMnOpQr';

/** Registers what a server sees of stores, and how stores see each other. */
export function testSharing(program: string): void {
  let server: RedisServer;
  let open: readonly OpenClient[];
  beforeAll(async () => {
    server = await RedisServer.start(program);
    open = CLIENTS.map((kind) => kind.open(server.port));
  });
  beforeEach(() => server.command('FLUSHALL'));
  afterAll(async () => {
    for (const { close } of open) close();
    await server.end();
  });

  const storeOf = (index: number, options?: RedisReplayStoreOptions): RedisReplayStore => {
    const client = open[index]?.client;
    if (client === undefined) throw new Error('no such client');
    return new RedisReplayStore(client, { timeout: 30, ...options });
  };
  const end = (): number => Date.now() / 1000 + 330;

  describe.each(CLIENTS.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
    test('writes one key with the default prefix, which ends by itself', async () => {
      expect(await storeOf(index).add(KEY, end())).toBe(true);
      expect(await server.command('KEYS', '*')).toEqual([`holdfast:dpop:${KEY}`]);
      const left = Number(await server.command('PTTL', `holdfast:dpop:${KEY}`));
      expect(left).toBeGreaterThan(270_000);
      expect(left).toBeLessThanOrEqual(331_000);
    });

    test('writes keys with a prefix of its own', async () => {
      await storeOf(index, { prefix: 'shop/' }).add(KEY, end());
      expect(await server.command('KEYS', '*')).toEqual([`shop/${KEY}`]);
    });

    test('leaves the end alone at a second use', async () => {
      const store = storeOf(index);
      await store.add(KEY, end());
      expect(await store.add(KEY, end() + 86_400)).toBe(false);
      expect(Number(await server.command('PTTL', `holdfast:dpop:${KEY}`))).toBeLessThan(331_000);
    });

    test('sends one command for each use', async () => {
      const store = storeOf(index);
      await store.add('connected', end());
      await server.command('CONFIG', 'RESETSTAT');
      for (let turn = 0; turn < 10; turn++) {
        expect(await store.add(`${turn % 5}`, end())).toBe(turn < 5);
      }
      expect(dataCommands(String(await server.command('INFO', 'commandstats')))).toEqual({
        set: 10,
      });
    });
  });

  test('the two clients share what they know', async () => {
    const [first, second] = [storeOf(0), storeOf(1)];
    expect([await first.add('a', end()), await second.add('a', end())]).toEqual([true, false]);
    expect([await second.add('b', end()), await first.add('b', end())]).toEqual([true, false]);
  });

  test('stores with different prefixes share nothing', async () => {
    const [first, second] = [storeOf(0, { prefix: 'one:' }), storeOf(0, { prefix: 'two:' })];
    expect([await first.add('a', end()), await second.add('a', end())]).toEqual([true, true]);
    expect([await first.add('a', end()), await second.add('a', end())]).toEqual([false, false]);
  });
}

// What connecting and asking for these numbers takes is left out.
const OWN = new Set(['hello', 'client', 'config', 'info', 'ping', 'command']);

function dataCommands(stats: string): Record<string, number> {
  const lines = [...stats.matchAll(/^cmdstat_([a-z]+)\S*?:calls=(\d+)/gm)];
  const counted = lines.map(([, name = '', calls]) => [name, Number(calls)] as const);
  return Object.fromEntries(counted.filter(([name]) => !OWN.has(name)));
}
