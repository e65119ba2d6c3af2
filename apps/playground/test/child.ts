import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where a user's shell is: the root of the repository. */
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A process that a user would start in a terminal, with what it has printed so far. */
export class Child {
  stdout = '';
  stderr = '';
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  #notify: () => void = () => {};
  #running = true;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    const child = spawn(command, args, { cwd: root, ...options });
    this.#process = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#notify();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.exited = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        this.#running = false;
        resolve(code);
        this.#notify();
      });
    });
  }

  /** Waits for something to be printed. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match !== null) return match;
      if (!this.#running) throw new Error(`It ended without printing ${pattern}: ${this.stderr}`);
      const changed = new Promise<void>((resolve) => {
        this.#notify = resolve;
      });
      await Promise.race([changed, this.exited]);
    }
  }

  type(text: string): void {
    this.#process.stdin?.end(text);
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  async stop(): Promise<void> {
    if (this.#running) this.signal('SIGKILL');
    await this.exited;
  }
}
