import { randomUUID } from 'node:crypto';
import type { ReplayStoreSubject } from '@holdfast/auth-conformance';
import { runReplayStoreConformance } from '@holdfast/auth-conformance';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { RedisReplayStore } from '../../src/index.ts';
import type { ClientKind } from './clients.ts';
import { CLIENTS } from './clients.ts';
import { OLDER_CLIENTS } from './older-clients.ts';
import { RedisServer } from './redis-server.ts';

// A key that never ends would be a leak, so it is an error here.
const BRING_NEARER = `
  for _, key in ipairs(redis.call('KEYS', ARGV[1])) do
    local left = redis.call('PTTL', key)
    assert(left > 0, key .. ' does not end')
    redis.call('PEXPIRE', key, left - ARGV[2])
  end`;

/** Registers the suite of all stores for each kind of client. */
export function testConformance(program: string): void {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start(program);
  });
  afterAll(() => server.end());

  describe.each([...CLIENTS, ...OLDER_CLIENTS])('a store in Redis through $name', (kind) => {
    // No slack but the second to which Redis rounds.
    runReplayStoreConformance({ test, createStore: () => createSubject(server, kind), slack: 1 });
  });
}

function createSubject(
  server: RedisServer,
  { open }: Pick<ClientKind, 'open'>,
): ReplayStoreSubject {
  const { client, close } = open(server.port);
  const prefix = `${randomUUID()}:`;
  let elapsed = 0;
  const now = (): number => Date.now() / 1000 + elapsed;
  return {
    store: new RedisReplayStore(client, { prefix, timeout: 60, now }),
    now,
    elapse: async (seconds) => {
      await server.command('EVAL', BRING_NEARER, '0', `${prefix}*`, String(seconds * 1000));
      elapsed += seconds;
    },
    fail: close,
    close,
  };
}
