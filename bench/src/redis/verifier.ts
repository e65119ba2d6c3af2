import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Order } from './verifier-process.ts';

/** Requests under way at a time in each process, where the rate is measured. */
export const CONCURRENCY = 16;

/** A process that verifies, with its store in memory where no port of a Redis server is given. */
export class Verifier {
  readonly #child: ChildProcess;
  #rate = 8000;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(port: number | undefined): Promise<Verifier> {
    const child = fork(
      fileURLToPath(import.meta.resolve('./verifier-process.js')),
      [String(port ?? 0)],
      { execArgv: [...process.execArgv, '--expose-gc'] },
    );
    const verifier = new Verifier(child);
    await verifier.#answer();
    return verifier;
  }

  /** Signs what the next window needs at most. */
  async prepare(seconds: number): Promise<void> {
    await this.#ask({ prepare: Math.ceil(this.#rate * seconds * 1.5) });
  }

  async run(seconds: number, concurrency: number): Promise<Answer> {
    const answer = (await this.#ask({ run: { seconds, concurrency } })) as Answer;
    this.#rate = Math.max(this.#rate / 2, answer.rate);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #ask(order: Order): Promise<unknown> {
    const answer = this.#answer();
    this.#child.send(order);
    return answer;
  }

  async #answer(): Promise<unknown> {
    const done = new AbortController();
    const { signal } = done;
    const ended = once(this.#child, 'exit', { signal }).then(() => {
      throw new Error('A process that verifies ended.');
    });
    // The loser of the race rejects when it is told that it need not wait any longer.
    ended.catch(() => {});
    try {
      const [answer] = await Promise.race([once(this.#child, 'message', { signal }), ended]);
      return answer;
    } finally {
      done.abort();
    }
  }
}
