import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { RedisReplayStore } from '../../src/index.ts';
import { CLIENTS } from './clients.ts';
import type { Outcome } from './protected-api.ts';
import { protectApi } from './protected-api.ts';
import { freePort, RedisServer } from './redis-server.ts';

const ACCEPTED: Outcome = { status: 200, reason: undefined, retryAfter: undefined };
const REPLAYED: Outcome = { status: 401, reason: 'replayed', retryAfter: undefined };
const UNAVAILABLE: Outcome = { status: 503, reason: 'replay_store_failed', retryAfter: '5' };

interface Outage {
  readonly outage: string;
  readonly begin: (server: RedisServer) => unknown;
  readonly end: (server: RedisServer) => unknown;
  /** The server has lost what it knew. */
  readonly forgets?: boolean;
}

const OUTAGES: readonly Outage[] = [
  {
    outage: 'is killed',
    begin: (server) => server.kill(),
    end: (server) => server.start(),
    forgets: true,
  },
  {
    outage: 'hangs',
    begin: (server) => server.pause(),
    end: (server) => server.resume(),
  },
  {
    outage: 'becomes a read-only replica',
    // Nobody listens at port 1, so it keeps what it has.
    begin: (server) => server.command('REPLICAOF', '127.0.0.1', '1'),
    end: (server) => server.command('REPLICAOF', 'NO', 'ONE'),
  },
  {
    outage: 'takes the permission to write',
    begin: (server) => server.command('ACL', 'SETUSER', 'default', '-set'),
    end: (server) => server.command('ACL', 'SETUSER', 'default', '+set'),
  },
  {
    outage: 'has no memory left',
    begin: (server) => server.command('CONFIG', 'SET', 'maxmemory', '1'),
    end: (server) => server.command('CONFIG', 'SET', 'maxmemory', '0'),
  },
  {
    outage: 'misses the replicas that it must have',
    begin: (server) => server.command('CONFIG', 'SET', 'min-replicas-to-write', '1'),
    end: (server) => server.command('CONFIG', 'SET', 'min-replicas-to-write', '0'),
  },
];

/** Registers what an outage of the server means for requests, for each kind of client. */
export function testOutages(program: string): void {
  describe.each(CLIENTS)('through $name', ({ open }) => {
    let server: RedisServer;
    beforeAll(async () => {
      server = await RedisServer.start(program);
    });
    afterAll(() => server.end());

    test.each(OUTAGES)('a server that $outage means 503 until it is back', async (row) => {
      const { client, close } = open(server.port);
      const { proof, send } = await protectApi(new RedisReplayStore(client, { timeout: 0.3 }));
      try {
        const used = await proof();
        await vi.waitFor(async () => expect(await send(await proof())).toEqual(ACCEPTED), PATIENCE);
        expect(await send(used)).toEqual(ACCEPTED);
        await row.begin(server);
        for (const each of [await proof(), await proof(), used]) {
          expect(await send(each)).toEqual(UNAVAILABLE);
        }
        const burst = await Promise.all(Array.from({ length: 20 }, proof));
        expect(await Promise.all(burst.map(send))).toEqual(burst.map(() => UNAVAILABLE));
        await row.end(server);
        await vi.waitFor(async () => expect(await send(await proof())).toEqual(ACCEPTED), PATIENCE);
        // Where the server has forgotten, a command that waited in the client may have recorded it anew.
        if (!row.forgets) expect(await send(used)).toEqual(REPLAYED);
      } finally {
        close();
      }
    });

    test('a server that is down before the first command means 503 until it comes', async () => {
      const late = new RedisServer(program, await freePort());
      const { client, close } = open(late.port);
      const { proof, send } = await protectApi(new RedisReplayStore(client, { timeout: 0.1 }));
      try {
        expect(await send(await proof())).toEqual(UNAVAILABLE);
        expect(await send(await proof())).toEqual(UNAVAILABLE);
        await late.start();
        await vi.waitFor(async () => expect(await send(await proof())).toEqual(ACCEPTED), PATIENCE);
      } finally {
        close();
        await late.end();
      }
    });

    test('a client that was closed means 503', async () => {
      const { client, close } = open(server.port);
      const { proof, send } = await protectApi(new RedisReplayStore(client));
      close();
      expect(await send(await proof())).toEqual(UNAVAILABLE);
    });

    test('beyond 1,000 overdue commands none is sent, until the server answers them', async () => {
      const { client, close } = open(server.port);
      const store = new RedisReplayStore(client, { timeout: 0.05, prefix: 'overdue:' });
      const inAnHour = Date.now() / 1000 + 3600;
      try {
        await vi.waitFor(() => store.add('first', inAnHour), PATIENCE);
        server.pause();
        const many = Array.from({ length: 1000 }, (_, index) => store.add(`${index}`, inAnHour));
        expect(new Set(await Promise.all(many.map(reasonOf)))).toEqual(
          new Set(['No answer of Redis within 0.05 s.']),
        );
        expect(await reasonOf(store.add('more', inAnHour))).toBe(
          '1000 commands to Redis are overdue.',
        );
        server.resume();
        await vi.waitFor(() => store.add('again', inAnHour), PATIENCE);
        expect(await server.command('EXISTS', 'overdue:999', 'overdue:more')).toBe(1);
      } finally {
        server.resume();
        close();
      }
    });
  });
}

const PATIENCE = { timeout: 20_000, interval: 20 };

async function reasonOf(answer: Promise<boolean>): Promise<string> {
  return answer.then(
    () => 'answered',
    (error: Error) => error.message,
  );
}
