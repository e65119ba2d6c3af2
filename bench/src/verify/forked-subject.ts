import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Rates } from '../statistics.ts';
import type { PeerName } from './peers/by-name.ts';
import type { Answer, Order, WindowOrder } from './subject-process.ts';

/** Milliseconds after which a process that has not answered never will. */
const PATIENCE = 120_000;

const PROGRAM = fileURLToPath(import.meta.resolve('./subject-process.js'));

/** A peer in a process of its own. */
export class ForkedSubject {
  readonly name: PeerName;
  readonly #child: ChildProcess;

  private constructor(name: PeerName, child: ChildProcess) {
    this.name = name;
    this.#child = child;
  }

  /**
   * Starts the process, lets it judge a good and a bad token, and warms it up.
   *
   * @throws {Error} (as a rejection) when the peer misjudges one of them
   */
  static async start(name: PeerName, settingFile: string): Promise<ForkedSubject> {
    const child = fork(PROGRAM, [name, settingFile], { execArgv: ['--expose-gc'] });
    const subject = new ForkedSubject(name, child);
    await subject.#ask('make ready');
    return subject;
  }

  async run(order: WindowOrder): Promise<Rates> {
    const answer = await this.#ask(order);
    if (!('rate' in answer)) throw new Error(`The process of ${this.name} gave no rate.`);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  async #ask(order: Order): Promise<Answer> {
    const done = new AbortController();
    const { signal } = done;
    const ended = once(this.#child, 'exit', { signal }).then((): never => {
      throw new Error(`The process of ${this.name} ended.`);
    });
    const late = setTimeout(PATIENCE, undefined, { signal, ref: false }).then((): never => {
      this.#child.kill('SIGKILL');
      throw new Error(`The process of ${this.name} does not answer.`);
    });
    const answered = once(this.#child, 'message', { signal }) as Promise<[Answer]>;
    this.#child.send(order);
    try {
      const [answer] = await Promise.race([answered, ended, late]);
      if ('error' in answer) throw new Error(`${this.name}: ${answer.error}`);
      return answer;
    } finally {
      // Those that lost the race are told, and nobody listens to what they say then.
      for (const lost of [answered, ended, late]) lost.catch(() => {});
      done.abort();
    }
  }
}
