import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './server-process.ts';
import type { ServerName } from './servers/by-name.ts';
import type { Setting } from './setting.ts';

/** A measured server in a process of its own. */
export class ForkedServer {
  readonly name: ServerName;
  readonly #child: ChildProcess;
  #port = 0;

  private constructor(name: ServerName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  static async start(name: ServerName, setting: Setting): Promise<ForkedServer> {
    const child = fork(fileURLToPath(import.meta.resolve('./server-process.js')), [name], {
      execArgv: [...process.execArgv, '--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const server = new ForkedServer(name, child);
    const answer = await server.#ask({ start: setting });
    if ('port' in answer) server.#port = answer.port;
    return server;
  }

  get port(): number {
    return this.#port;
  }

  async collectGarbage(): Promise<void> {
    await this.#ask('collect garbage');
  }

  /** Gives the processor time that the process has used so far, in microseconds. */
  async cpu(): Promise<number> {
    const answer = await this.#ask('tell usage');
    return 'cpu' in answer ? answer.cpu : 0;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async #ask(order: Order): Promise<Answer> {
    const done = new AbortController();
    const { signal } = done;
    const ended = once(this.#child, 'exit', { signal }).then(() => {
      throw new Error(`The server ${this.name} ended.`);
    });
    // The loser of the race rejects when it is told that it need not wait any longer.
    ended.catch(() => {});
    const answered = once(this.#child, 'message', { signal }) as Promise<[Answer]>;
    this.#child.send(order);
    try {
      const [answer] = await Promise.race([answered, ended]);
      return answer;
    } finally {
      done.abort();
    }
  }
}
