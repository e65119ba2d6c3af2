import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ForkedProcess } from '../forked-process.ts';
import type { Answer, Order } from './server-process.ts';
import type { ServerName } from './servers/by-name.ts';
import type { Setting } from './setting.ts';

/** A measured server in a process of its own. */
export class ForkedServer {
  readonly name: ServerName;
  readonly #process: ForkedProcess<Order, Answer>;
  #port = 0;

  private constructor(name: ServerName, process: ForkedProcess<Order, Answer>) {
    this.name = name;
    this.#process = process;
  }

  static async start(name: ServerName, setting: Setting): Promise<ForkedServer> {
    const child = fork(fileURLToPath(import.meta.resolve('./server-process.js')), [name], {
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const server = new ForkedServer(name, new ForkedProcess(`the server ${name}`, child));
    try {
      const answer = await server.#process.ask({ start: setting });
      if ('port' in answer) server.#port = answer.port;
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  get port(): number {
    return this.#port;
  }

  /** Gives the processor time that the process has used so far, in microseconds. */
  async cpu(): Promise<number> {
    const answer = await this.#process.ask('tell usage');
    return 'cpu' in answer ? answer.cpu : 0;
  }

  /** Has the process write a CPU profile of its next seconds to a file. */
  async profile(file: string, seconds: number): Promise<void> {
    await this.#process.ask({ profile: file, seconds });
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
