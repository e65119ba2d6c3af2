import type { ReplayStore } from '@holdfast/auth-core';
import { MemoryReplayStore } from '@holdfast/auth-core';
import { RedisReplayStore } from '@holdfast/auth-redis';
import { createClient } from 'redis';
import type { Setting } from './control/protocol.ts';

/** The store of used proofs that all APIs share. */
export interface OpenReplayStore {
  readonly store: ReplayStore;
  readonly kind: Setting['replayStore'];
  /** Ends the connection, if there is one. */
  close(): Promise<void>;
}

interface Connection {
  readonly store: ReplayStore;
  readonly end: () => void;
}

/** How Redis is looked for. */
export interface Search {
  /** Where it is as a rule. Default: port 6379 of this machine. */
  readonly usualPlace?: string | undefined;
  /** Milliseconds for it to answer: what listens there may be something else. Default 1000. */
  readonly patience?: number | undefined;
}

const PREFIX = 'holdfast:playground:';

/**
 * Opens the store of used proofs: Redis, or the memory of this process where no Redis is.
 *
 * @param url where Redis must be; without it, or where it is empty, Redis is looked for at its usual place
 * @param search how it is looked for
 * @throws {Error} when `url` is given and no Redis answers there
 */
export async function openReplayStore(
  url: string | undefined,
  { usualPlace = 'redis://127.0.0.1:6379', patience = 1000 }: Search = {},
): Promise<OpenReplayStore> {
  try {
    const { store, end } = await connect(url || usualPlace, patience);
    return { store, kind: 'redis', close: async () => end() };
  } catch (cause) {
    // The URL itself may hold a password.
    if (url) throw new Error('No Redis answers at the URL of PLAYGROUND_REDIS_URL.', { cause });
    return { store: new MemoryReplayStore(), kind: 'memory', close: async () => {} };
  }
}

async function connect(url: string, patience: number): Promise<Connection> {
  let wasThere = false;
  const client = createClient({
    url,
    // One attempt tells whether it is there; from then on it may go and come back.
    socket: { reconnectStrategy: (retries) => wasThere && Math.min(2 ** retries * 50, 2000) },
  });
  // The store listens for errors, without which an outage would end the process.
  const store = new RedisReplayStore(client, { prefix: PREFIX });
  const end = (): void => client.destroy();
  const giveUp = setTimeout(end, patience);
  try {
    await client.connect();
    await client.ping();
    wasThere = true;
    return { store, end };
  } catch (error) {
    end();
    throw error;
  } finally {
    clearTimeout(giveUp);
  }
}
