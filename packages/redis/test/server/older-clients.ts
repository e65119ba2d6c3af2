import { Redis } from 'ioredis5';
import { createClient as createClient4 } from 'redis4';
import { createClient as createClient5 } from 'redis5';
import type { OpenClient } from './clients.ts';

/** The major versions of the clients that the manifest allows besides the newest. */
export const OLDER_CLIENTS: readonly {
  readonly name: string;
  readonly open: (port: number) => OpenClient;
}[] = [
  {
    name: 'redis 4',
    open: (port) => {
      const client = createClient4({ socket: { host: '127.0.0.1', port } });
      client.connect().catch(() => {});
      const close = (): void => {
        if (client.isOpen) void client.disconnect();
      };
      return { client, close };
    },
  },
  {
    name: 'redis 5',
    open: (port) => {
      const client = createClient5({ socket: { host: '127.0.0.1', port } });
      client.connect().catch(() => {});
      const close = (): void => {
        if (client.isOpen) client.destroy();
      };
      return { client, close };
    },
  },
  {
    name: 'ioredis 5',
    open: (port) => {
      const client = new Redis({ host: '127.0.0.1', port });
      return { client, close: () => client.disconnect() };
    },
  },
];
