import type { Framework, Setting } from '../../server/control/protocol.ts';
import { getServerState } from '../control/control-client.ts';
import type { Call } from '../send/send.ts';
import type { Attack } from './attack.ts';
import { AttackTools, NoAnswer } from './attack-tools.ts';
import type { Verdict } from './verdict.ts';
import { judge } from './verdict.ts';

/** An attack on one of the APIs. */
export interface Job {
  readonly attack: Attack;
  readonly framework: Framework;
}

/** How an attack went: it was answered, the API was silent, or something that it needs was not to be had. */
export type Outcome =
  | { readonly kind: 'answered'; readonly verdict: Verdict; readonly calls: readonly Call[] }
  | {
      readonly kind: 'unanswered' | 'untried';
      readonly error: Error;
      readonly calls: readonly Call[];
    };

/** Where an attack is: it waits for its turn, is under way, or has come out somehow. */
export type Run = { readonly kind: 'waiting' } | { readonly kind: 'running' } | Outcome;

/** Runs an attack. Whatever fails is an outcome, too. */
export async function runAttack(setting: Setting, { attack, framework }: Job): Promise<Outcome> {
  const tools = new AttackTools(setting, framework);
  try {
    await attack.run(tools);
    const { calls } = tools;
    await assertKeysAreThere(calls);
    return { kind: 'answered', verdict: judge(calls, attack.expected), calls };
  } catch (error) {
    const kind = error instanceof NoAnswer ? 'unanswered' : 'untried';
    return { kind, error: error as Error, calls: tools.calls };
  }
}

// 503 alone excuses nothing: an attack might be what keeps the API from the authorization server.
async function assertKeysAreThere(calls: readonly Call[]): Promise<void> {
  if (calls.every(({ answer }) => answer.status !== 503)) return;
  if ((await getServerState()).running) return;
  throw new Error('The authorization server is switched off, and the API has no keys of it.');
}
