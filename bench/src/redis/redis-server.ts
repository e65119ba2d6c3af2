import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { createClient } from 'redis';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/** Milliseconds after which a server that has not started never will. */
const PATIENCE = 20_000;

/** What Redis says of itself. */
export interface RedisFigures {
  /** Seconds of processor time so far. */
  readonly cpu: number;
  /** `SET` commands so far. */
  readonly sets: number;
  /** Bytes in use. */
  readonly memory: number;
  readonly keys: number;
}

/** A server of the benchmark's own, on a free port of 127.0.0.1, which stores nothing on disk. */
export class RedisServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: TemporaryFolder;

  private constructor(port: number, child: ChildProcess, folder: TemporaryFolder) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(program: string): Promise<RedisServer> {
    const port = await freePort();
    const folder = makeTemporaryFolder();
    const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder.path];
    const child = spawn(program, [...place, '--save', '', '--appendonly', 'no'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const server = new RedisServer(port, child, folder);
    try {
      await ready(child);
      return server;
    } catch (error) {
      await server.end();
      throw error;
    }
  }

  async figures(): Promise<RedisFigures> {
    const client = createClient({ socket: { host: '127.0.0.1', port: this.port } });
    await client.connect();
    try {
      return readFigures(await client.info('everything'), await client.dbSize());
    } finally {
      client.destroy();
    }
  }

  async end(): Promise<void> {
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
    if (isRunning && this.#child.kill('SIGKILL')) await once(this.#child, 'exit');
    this.#folder.remove();
  }
}

/** Reads the answer to `INFO everything`. */
export function readFigures(info: string, keys: number): RedisFigures {
  const number = (pattern: RegExp): number => Number(pattern.exec(info)?.[1] ?? 0);
  return {
    cpu: number(/^used_cpu_sys:([\d.]+)/m) + number(/^used_cpu_user:([\d.]+)/m),
    sets: number(/^cmdstat_set:calls=(\d+)/m),
    memory: number(/^used_memory:(\d+)/m),
    keys,
  };
}

async function ready(child: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (): void => reject(new Error('The Redis server did not start.'));
    const timer = setTimeout(fail, PATIENCE).unref();
    child.once('error', reject);
    child.once('exit', fail);
    child.stdout?.on('data', (chunk) => {
      if (!String(chunk).includes('Ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
