import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';

const ATTEMPTS = 5;

/** A server of the tests' own: on a free port of 127.0.0.1, without persistence. */
export class RedisServer {
  readonly port: number;
  readonly #program: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'));
  readonly #killAtExit = (): void => void this.#process?.kill('SIGKILL');
  #process: ChildProcess | undefined;

  /** Reserves nothing: until `start`, nobody listens at the port. */
  constructor(program: string, port: number) {
    this.#program = program;
    this.port = port;
    process.on('exit', this.#killAtExit);
  }

  static async start(program: string): Promise<RedisServer> {
    for (let attempt = 1; ; attempt++) {
      const server = new RedisServer(program, await freePort());
      try {
        await server.start();
        return server;
      } catch (error) {
        // Somebody else may have taken the port meanwhile.
        await server.end();
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  async start(): Promise<void> {
    const place = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.#folder];
    const child = spawn(this.#program, [...place, '--save', '', '--appendonly', 'no'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#process = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`The server did not start:\n${printed}`)));
      child.stdout.on('data', (chunk) => {
        printed += String(chunk);
        if (printed.includes('Ready to accept connections')) resolve();
      });
    });
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Lets the process hang: connections stay, answers do not come. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  /** Sends one command over a connection of its own. */
  async command(...parts: readonly string[]): Promise<unknown> {
    const client = createClient({ socket: { host: '127.0.0.1', port: this.port } });
    await client.connect();
    try {
      return await client.sendCommand(parts);
    } finally {
      client.destroy();
    }
  }

  async end(): Promise<void> {
    await this.kill();
    process.off('exit', this.#killAtExit);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
