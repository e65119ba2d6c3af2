import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { RedisClient } from '../../src/index.ts';

export interface OpenClient {
  readonly client: RedisClient;
  /** May be called twice. */
  readonly close: () => void;
}

/** A way to get a client that tries to connect from now on, and again every 20 ms. */
export interface ClientKind {
  readonly name: 'redis' | 'ioredis';
  readonly open: (port: number) => OpenClient;
}

const RETRY = 20;

export const CLIENTS: readonly ClientKind[] = [
  {
    name: 'redis',
    open: (port) => {
      const client = createClient({
        socket: { host: '127.0.0.1', port, reconnectStrategy: RETRY },
      });
      const close = (): void => {
        if (client.isOpen) client.destroy();
      };
      client.connect().catch(() => {});
      return { client, close };
    },
  },
  {
    name: 'ioredis',
    open: (port) => {
      const client = new Redis({ host: '127.0.0.1', port, retryStrategy: () => RETRY });
      return { client, close: () => client.disconnect() };
    },
  },
];
