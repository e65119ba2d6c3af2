import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ForkedProcess } from '../forked-process.ts';
import type { Answer, Order, Ready } from './verifier-process.ts';

/** Requests under way at a time in each process, where the rate is measured. */
export const CONCURRENCY = 16;

/** A process that verifies, with its store in memory where no port of a Redis server is given. */
export class Verifier {
  readonly #process: ForkedProcess<Order, Answer | Ready>;
  #rate = 8000;

  private constructor(process: ForkedProcess<Order, Answer | Ready>) {
    this.#process = process;
  }

  static async start(port: number | undefined): Promise<Verifier> {
    const child = fork(
      fileURLToPath(import.meta.resolve('./verifier-process.js')),
      [String(port ?? 0)],
      { execArgv: [...process.execArgv, '--expose-gc'] },
    );
    const verifier = new Verifier(new ForkedProcess('a verifier', child));
    try {
      await verifier.#process.answer();
      return verifier;
    } catch (error) {
      await verifier.stop();
      throw error;
    }
  }

  /** Signs what the next window needs at most. */
  async prepare(seconds: number): Promise<void> {
    await this.#process.ask({ prepare: Math.ceil(this.#rate * seconds * 1.5) });
  }

  async run(seconds: number, concurrency: number): Promise<Answer> {
    const answer = await this.#process.ask({ run: { seconds, concurrency } });
    if (!('rate' in answer)) throw new Error('A verifier gave no rate.');
    this.#rate = Math.max(this.#rate / 2, answer.rate);
    return answer;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
