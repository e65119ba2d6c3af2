// The process of one peer: forked with the peer's name and the file of the setting.
import { readFileSync } from 'node:fs';
import { answerOrders } from '../answer-orders.ts';
import { profiled } from '../profile/profiled.ts';
import type { Rates } from '../statistics.ts';
import type { PeerName } from './peers/by-name.ts';
import { PEERS } from './peers/by-name.ts';
import type { Setting } from './setting.ts';
import { SubjectUnderLoad } from './subject-under-load.ts';

/** A window to run. */
export interface WindowOrder {
  readonly concurrency: number;
  readonly seconds: number;
  /** Where to write a CPU profile of the window, its preparation left out. */
  readonly profile?: string | undefined;
}

/** What the parent asks for. */
export type Order = 'make ready' | WindowOrder;

/** What it gets; one answer to each order. */
export type Answer = { readonly ready: true } | Rates;

const [name, file] = process.argv.slice(2) as [PeerName, string];
let subject: SubjectUnderLoad | undefined;

async function obey(order: Order): Promise<Answer> {
  if (order === 'make ready') {
    const setting = JSON.parse(readFileSync(file, 'utf8')) as Setting;
    subject = new SubjectUnderLoad(await PEERS[name].make(setting), setting);
    await subject.mustJudge();
    await subject.warmUp();
    return { ready: true };
  }
  if (subject === undefined) throw new Error('The subject is not ready.');
  const window = subject.prepare(order);
  globalThis.gc?.();
  return order.profile === undefined ? window() : profiled(order.profile, window);
}

answerOrders(obey);
