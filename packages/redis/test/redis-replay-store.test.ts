import { Redis } from 'ioredis';
import { createClient, createClientPool, createCluster } from 'redis';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RedisClient, RedisReplayStoreOptions } from '../src/index.ts';
import { RedisReplayStore } from '../src/index.ts';

const NOW = 1_800_000_000;
const now = (): number => NOW;

/** Answers every command in the same way, and writes it down. */
function createFake(answer: () => unknown, kind: 'redis' | 'ioredis' = 'redis') {
  const commands: unknown[][] = [];
  const listeners: Array<(error: unknown) => void> = [];
  const client = {
    set: (...command: unknown[]) => {
      commands.push(command);
      return answer();
    },
    on: (_event: 'error', listener: (error: unknown) => void) => listeners.push(listener),
    ...(kind === 'ioredis' && { call: () => {} }),
  };
  return { client: client as unknown as RedisClient, commands, listeners };
}

describe('the command', () => {
  test.each([
    { left: 330, seconds: 330 },
    { left: 329.001, seconds: 330 },
    { left: 0.25, seconds: 1 },
    { left: 0, seconds: 1 },
    { left: -1, seconds: 1 },
    { left: -NOW, seconds: 1 },
    { left: 31_536_000, seconds: 31_536_000 },
  ])('lets a key that ends in $left s end after $seconds s', async ({ left, seconds }) => {
    const [redis, ioredis] = [createFake(() => 'OK'), createFake(() => 'OK', 'ioredis')];
    for (const { client } of [redis, ioredis]) {
      expect(await new RedisReplayStore(client, { now }).add('key', NOW + left)).toBe(true);
    }
    expect(redis.commands).toEqual([['holdfast:dpop:key', '1', { NX: true, EX: seconds }]]);
    expect(ioredis.commands).toEqual([['holdfast:dpop:key', '1', 'EX', seconds, 'NX']]);
  });

  test.each(['', 'shop:', 'a b{c}'])('takes the prefix %j', async (prefix) => {
    const { client, commands } = createFake(() => 'OK');
    await new RedisReplayStore(client, { prefix, now }).add('key', NOW);
    expect(commands[0]?.[0]).toBe(`${prefix}key`);
  });

  test('reads the system’s clock, unless told otherwise', async () => {
    const { client, commands } = createFake(() => 'OK');
    await new RedisReplayStore(client).add('key', Date.now() / 1000 + 1_000_000);
    expect(commands[0]?.[2]).toMatchObject({ EX: expect.closeTo(1_000_000, -3) });
  });
});

describe('the answer', () => {
  test.each([
    { id: 'OK', answer: 'OK', added: true },
    { id: 'null', answer: null, added: false },
  ])('$id means $added', async ({ answer, added }) => {
    const { client } = createFake(() => Promise.resolve(answer));
    expect(await new RedisReplayStore(client, { now }).add('key', NOW + 330)).toBe(added);
  });

  test.each([undefined, '', 'ok', 'QUEUED', 0, 1, true, false, {}, [], ['OK']])(
    'is refused where it is none of SET: %j',
    async (answer) => {
      const { client } = createFake(() => Promise.resolve(answer));
      await expect(new RedisReplayStore(client, { now }).add('key', NOW)).rejects.toThrow(
        'Redis gave an answer that SET does not give.',
      );
    },
  );

  test.each([
    { id: 'rejects', answer: () => Promise.reject(new Error('READONLY')) },
    {
      id: 'throws',
      answer: () => {
        throw new Error('READONLY');
      },
    },
  ])('is an error where the client $id', async ({ answer }) => {
    const { client } = createFake(answer);
    await expect(new RedisReplayStore(client, { now }).add('key', NOW)).rejects.toThrow('READONLY');
  });
});

describe('an answer that does not come', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    { options: {}, seconds: 1 },
    { options: { timeout: 0.05 }, seconds: 0.05 },
    { options: { timeout: 30 }, seconds: 30 },
  ])('is an error after $seconds s', async ({ options, seconds }) => {
    const { client } = createFake(() => new Promise(() => {}));
    const settled = vi.fn();
    new RedisReplayStore(client, options).add('key', NOW).then(settled, settled);
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(new Error(`No answer of Redis within ${seconds} s.`));
  });

  test('is waited for no longer than a timer can, however long the timeout', async () => {
    const { client } = createFake(() => new Promise(() => {}));
    const settled = vi.fn();
    new RedisReplayStore(client, { timeout: 1e12 }).add('key', NOW).then(settled, settled);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(settled).not.toHaveBeenCalled();
  });

  test.each([
    { id: 'a late answer', end: (wait: PromiseWithResolvers) => wait.resolve('OK') },
    { id: 'a late failure', end: (wait: PromiseWithResolvers) => wait.reject(new Error('late')) },
  ])('changes nothing any more when $id comes, and no timer stays', async ({ end }) => {
    const wait = withResolvers();
    const { client } = createFake(() => wait.promise);
    const added = new RedisReplayStore(client).add('key', NOW);
    const refused = expect(added).rejects.toThrow('No answer of Redis within 1 s.');
    await vi.advanceTimersByTimeAsync(1000);
    await refused;
    end(wait);
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves no timer behind when it does come', async () => {
    const { client } = createFake(() => Promise.resolve('OK'));
    await new RedisReplayStore(client).add('key', NOW);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('counts: beyond 1,000 overdue commands none is sent until one is answered', async () => {
    const waits: PromiseWithResolvers[] = [];
    const { client, commands } = createFake(() => {
      const wait = withResolvers();
      waits.push(wait);
      return wait.promise;
    });
    const store = new RedisReplayStore(client);
    const many = Array.from({ length: 1000 }, (_, index) => store.add(String(index), NOW));
    const settled = Promise.allSettled(many);
    await vi.advanceTimersByTimeAsync(1000);
    expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
    await expect(store.add('more', NOW)).rejects.toThrow('1000 commands to Redis are overdue.');
    expect(commands).toHaveLength(1000);
    waits[0]?.reject(new Error('Connection is closed.'));
    await vi.advanceTimersByTimeAsync(0);
    const added = store.add('again', NOW);
    waits.at(-1)?.resolve('OK');
    expect(await added).toBe(true);
    expect(commands).toHaveLength(1001);
  });
});

describe('the constructor', () => {
  test.each([
    { id: 'nothing', client: undefined },
    { id: 'null', client: null },
    { id: 'a URL', client: 'redis://127.0.0.1' },
    { id: 'no client', client: {} },
    { id: 'a Map', client: new Map() },
    { id: 'a module', client: { createClient } },
  ])('refuses $id', ({ client }) => {
    expect(() => new RedisReplayStore(client as never)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: 'RedisReplayStore needs a client of redis or ioredis.',
      }),
    );
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1', null])(
    'refuses the timeout %j',
    (timeout) => {
      const options = { timeout } as RedisReplayStoreOptions;
      expect(() => new RedisReplayStore(createFake(() => 'OK').client, options)).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          message: 'Option "timeout" must be a number of seconds above 0.',
        }),
      );
    },
  );

  test.each([7, null, ['a']])('refuses the prefix %j', (prefix) => {
    const options = { prefix } as unknown as RedisReplayStoreOptions;
    expect(() => new RedisReplayStore(createFake(() => 'OK').client, options)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: 'Option "prefix" must be a string.',
      }),
    );
  });

  test('sends nothing', () => {
    const { client, commands } = createFake(() => 'OK');
    new RedisReplayStore(client);
    expect(commands).toEqual([]);
  });

  test.each(clients())('takes $id, and puts an error listener on it', ({ client, close }) => {
    new RedisReplayStore(client);
    const { listenerCount } = client as unknown as NodeJS.EventEmitter;
    expect(listenerCount.call(client, 'error')).toBeGreaterThan(0);
    close();
  });
});

// Their types must fit too, so none is cast.
function clients(): ReadonlyArray<{ id: string; client: RedisClient; close: () => void }> {
  const none = (): void => {};
  const ioredis = new Redis({ lazyConnect: true });
  const cluster = new Redis.Cluster([], { lazyConnect: true });
  return [
    { id: 'a client of redis', client: createClient(), close: none },
    { id: 'one that speaks RESP2', client: createClient({ RESP: 2 }), close: none },
    { id: 'a pool of redis', client: createClientPool(), close: none },
    {
      id: 'a cluster of redis',
      client: createCluster({ rootNodes: [{ url: 'redis://127.0.0.1:1' }] }),
      close: none,
    },
    { id: 'a client of ioredis', client: ioredis, close: () => ioredis.disconnect() },
    { id: 'a cluster of ioredis', client: cluster, close: () => cluster.disconnect() },
  ];
}

interface PromiseWithResolvers {
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve: PromiseWithResolvers['resolve'] = () => {};
  let reject: PromiseWithResolvers['reject'] = () => {};
  const promise = new Promise((resolved, rejected) => {
    resolve = resolved;
    reject = rejected;
  });
  return { promise, resolve, reject };
}
