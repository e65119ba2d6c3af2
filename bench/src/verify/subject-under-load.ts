import type { Rates } from '../statistics.ts';
import { runLanes } from './lanes.ts';
import type { Peer } from './peers/peer.ts';
import { Proofs } from './proofs.ts';
import type { Input, Setting } from './setting.ts';

/** Requests that exist as strings of their own at a time where tokens are few: as many as a busy server has in its processor's cache. */
const LEAST_INPUTS = 1024;

/** More clients than anybody remembers: the first of more would be forgotten before the last has come. */
const MOST_KNOWN = 12_000;

interface WindowPlan {
  readonly concurrency: number;
  readonly seconds: number;
}

/** A peer with the requests that it is measured with. */
export class SubjectUnderLoad {
  readonly #peer: Peer;
  readonly #setting: Setting;
  readonly #proofs: Proofs;
  /** The requests of all windows where there are no proofs, which are good once only. */
  readonly #requests: readonly unknown[];
  #cursor = 0;
  /** Operations a second, as last seen: how many proofs a window takes. */
  #rate = 0;

  constructor(peer: Peer, setting: Setting) {
    this.#peer = peer;
    this.#setting = setting;
    this.#proofs = new Proofs(setting.clients);
    this.#requests = this.#isBound ? [] : this.#receiveAll();
  }

  /**
   * Holds the peer to its task before anything is timed: it accepts the good token and refuses one
   * with a bad signature.
   *
   * @throws {Error} which stops the run
   */
  async mustJudge(): Promise<void> {
    const [good = ''] = this.#setting.tokens;
    const judged = await this.#judge(good);
    if (!judged.ok) throw new Error('It refuses a good token.', { cause: judged.answer });
    if ((await this.#judge(this.#setting.badToken)).ok) {
      throw new Error('It accepts a bad signature.');
    }
  }

  /** Runs until code is compiled and caches are as full as they will be. */
  async warmUp(): Promise<void> {
    this.#rate = 1000;
    const plan = { concurrency: 16, seconds: 1.5 };
    this.#rate = (await this.prepare(plan)()).rate;
    // Each client has to have come once for its key to be known.
    const known = Math.min(MOST_KNOWN, this.#setting.clients.length);
    const missing = Math.max(0, known - this.#cursor);
    const seconds = Math.max(0.5, missing / this.#rate);
    this.#rate = (await this.prepare({ ...plan, seconds })()).rate;
  }

  /** Makes ready what a window needs, and gives the function that runs it. */
  prepare({ concurrency, seconds }: WindowPlan): () => Promise<Rates> {
    const { judge, accepts } = this.#peer;
    const load = { concurrency, seconds, slice: Math.min(0.05, seconds / 4) };
    if (!this.#isBound) {
      const requests = this.#requests;
      const first = this.#cursor;
      const operate = (index: number): unknown =>
        judge(requests[(first + index) % requests.length]);
      return async () => {
        const bounds = { ...load, operations: Infinity };
        const { begun, ...rates } = await runLanes({ operate, accepts }, bounds);
        // By all that were begun: what was begun is remembered, whether it counted or not.
        this.#cursor = (first + begun) % requests.length;
        return rates;
      };
    }
    const operations = Math.max(concurrency * 4, Math.ceil(this.#rate * seconds));
    const requests = Array.from({ length: operations }, () => this.#receive(this.#cursor++));
    const operate = (index: number): unknown => judge(requests[index]);
    return async () => {
      // A window that has become slower than the last ends in good time all the same.
      const bounds = { ...load, operations, seconds: seconds * 2 };
      const { begun: _, ...rates } = await runLanes({ operate, accepts }, bounds);
      this.#rate = rates.rate;
      return rates;
    };
  }

  get #isBound(): boolean {
    return this.#setting.clients.length > 0;
  }

  #receiveAll(): readonly unknown[] {
    const length = Math.max(LEAST_INPUTS, this.#setting.tokens.length);
    return Array.from({ length }, (_, index) => this.#receive(index));
  }

  #receive(index: number): unknown {
    const { tokens } = this.#setting;
    const number = index % tokens.length;
    return this.#peer.receive(this.#inputOf(number, tokens[number] ?? ''));
  }

  // Copied to a flat string of its own, as an HTTP parser makes one for each request.
  #inputOf(index: number, token: string): Input {
    const scheme = this.#isBound ? 'DPoP' : 'Bearer';
    const authorization = Buffer.from(`${scheme} ${token}`, 'latin1').toString('latin1');
    return { authorization, dpop: this.#isBound ? this.#proofs.make(index, token) : undefined };
  }

  async #judge(token: string): Promise<{ readonly ok: boolean; readonly answer: unknown }> {
    const request = this.#peer.receive(this.#inputOf(0, token));
    try {
      const answer = await this.#peer.judge(request);
      return { ok: this.#peer.accepts(answer), answer };
    } catch (answer) {
      return { ok: false, answer };
    }
  }
}
