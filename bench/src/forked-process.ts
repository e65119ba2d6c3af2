import type { ChildProcess, Serializable } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Failure } from './answer-orders.ts';

/** Milliseconds after which a process that has not answered never will. */
const PATIENCE = 120_000;

// One that is still starting does not notice that its parent has ended. One handler, as many processes run at a time.
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A forked process that gives one answer to each order. */
export class ForkedProcess<TOrder extends Serializable, TAnswer extends object> {
  readonly #name: string;
  readonly #child: ChildProcess;

  /** @param name what errors call it */
  constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  async ask(order: TOrder): Promise<TAnswer> {
    const answer = this.answer();
    this.#child.send(order);
    return answer;
  }

  /** Waits for what the process says next, by itself or because it was asked. */
  async answer(): Promise<TAnswer> {
    const done = new AbortController();
    const { signal } = done;
    const ended = once(this.#child, 'exit', { signal }).then((): never => {
      throw new Error(`The process of ${this.#name} ended.`);
    });
    const late = setTimeout(PATIENCE, undefined, { signal, ref: false }).then((): never => {
      this.#child.kill('SIGKILL');
      throw new Error(`The process of ${this.#name} does not answer.`);
    });
    const answered = once(this.#child, 'message', { signal }) as Promise<[TAnswer | Failure]>;
    try {
      const [answer] = await Promise.race([answered, ended, late]);
      if ('error' in answer) throw new Error(`${this.#name}: ${answer.error}`);
      return answer;
    } finally {
      // Those that lost the race are told, and nobody listens to what they say then.
      for (const lost of [answered, ended, late]) lost.catch(() => {});
      done.abort();
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    // One that was killed may have lost its channel already.
    if (this.#child.connected) this.#child.disconnect();
    await ended;
  }
}
