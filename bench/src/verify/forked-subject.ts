import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ForkedProcess } from '../forked-process.ts';
import type { Rates } from '../statistics.ts';
import type { PeerName } from './peers/by-name.ts';
import type { Answer, Order, WindowOrder } from './subject-process.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('./subject-process.js'));

/** A peer in a process of its own. */
export class ForkedSubject {
  readonly name: PeerName;
  readonly #process: ForkedProcess<Order, Answer>;

  private constructor(name: PeerName, process: ForkedProcess<Order, Answer>) {
    this.name = name;
    this.#process = process;
  }

  /**
   * Starts the process, lets it judge a good and a bad token, and warms it up.
   *
   * @throws {Error} (as a rejection) when the peer misjudges one of them
   */
  static async start(name: PeerName, settingFile: string): Promise<ForkedSubject> {
    const child = fork(PROGRAM, [name, settingFile], { execArgv: ['--expose-gc'] });
    const subject = new ForkedSubject(name, new ForkedProcess(name, child));
    try {
      await subject.#process.ask('make ready');
      return subject;
    } catch (error) {
      await subject.stop();
      throw error;
    }
  }

  async run(order: WindowOrder): Promise<Rates> {
    const answer = await this.#process.ask(order);
    if (!('rate' in answer)) throw new Error(`The process of ${this.name} gave no rate.`);
    return answer;
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
