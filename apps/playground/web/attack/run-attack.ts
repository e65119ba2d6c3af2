import type { Framework, Setting } from '../../server/control/protocol.ts';
import type { Call } from '../send/send.ts';
import type { Attack } from './attack.ts';
import { AttackTools } from './attack-tools.ts';
import type { Verdict } from './verdict.ts';
import { judge } from './verdict.ts';

/** An attack on one of the APIs. */
export interface Job {
  readonly attack: Attack;
  readonly framework: Framework;
}

/** How an attack went: it was answered, or something that it needs did not answer. */
export type Outcome =
  | { readonly kind: 'answered'; readonly verdict: Verdict; readonly calls: readonly Call[] }
  | { readonly kind: 'failed'; readonly error: Error; readonly calls: readonly Call[] };

/** Where an attack is: it waits for its turn, is under way, or has come out somehow. */
export type Run = { readonly kind: 'waiting' } | { readonly kind: 'running' } | Outcome;

/** Runs an attack. Whatever fails is an outcome, too. */
export async function runAttack(setting: Setting, { attack, framework }: Job): Promise<Outcome> {
  const tools = new AttackTools(setting, framework);
  try {
    await attack.run(tools);
    const { calls } = tools;
    return { kind: 'answered', verdict: judge(calls, attack.expected), calls };
  } catch (error) {
    return { kind: 'failed', error: error as Error, calls: tools.calls };
  }
}
