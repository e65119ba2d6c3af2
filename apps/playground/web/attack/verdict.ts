import type { Call } from '../send/send.ts';
import type { Expected } from './attack.ts';
import type { Came } from './came.ts';
import { cameOf } from './came.ts';
import type { Demand } from './demands.ts';
import { demandsOf } from './demands.ts';

/** What came of an attack, held against what must come. */
export interface Verdict {
  readonly isExpected: boolean;
  /** Of the answer to the attack itself. */
  readonly status: number;
  /** What came, and what must have come where that is something else. */
  readonly sentence: string;
}

/**
 * Judges an attack by its last call: the status, the error that the challenge names, the reason in the API's
 * log and whatever the client needs to go on must be those that are expected, and the body no more than the
 * error. The calls before it are good ones, and must have passed. What an API does besides answering is not seen.
 */
export function judge(calls: readonly Call[], expected: Expected): Verdict {
  const attack = calls.at(-1);
  if (attack === undefined) throw new Error('Nothing was sent that could be judged.');
  const { status } = attack.answer;
  const wrong = (sentence: string): Verdict => ({ isExpected: false, status, sentence });

  const refusedBefore = calls.slice(0, -1).find(({ answer }) => answer.status >= 400);
  if (refusedBefore !== undefined) {
    const came = inWords(cameOf(refusedBefore));
    return wrong(`A good request before the attack was not let in: ${came}.`);
  }
  const came = cameOf(attack);
  const must = inWords(expected);
  if (inWords(came) !== must) return wrong(`${inWords(came)} came, and not ${must}.`);
  if (!came.isErrorAlone) return wrong(`${must} came, but the body is not the error alone.`);
  const demands = demandsOf(expected);
  const unmet = demands.filter(({ isMetBy }) => !isMetBy(came));
  if (unmet.length > 0) return wrong(`${must} came, but not with ${listed(unmet)}.`);
  const details = demands.length > 0 ? `, with ${listed(demands)}` : '';
  return { isExpected: true, status, sentence: `Refused as it must be: ${must}${details}.` };
}

type Named = Pick<Came, 'status' | 'reason'> & Pick<Expected, 'error'>;

function listed(demands: readonly Demand[]): string {
  return demands.map(({ words }) => words).join(' and ');
}

function inWords({ status, error, reason }: Named): string {
  const named = error ?? (status < 400 ? undefined : 'no error code');
  return [[status, named].filter(Boolean).join(' '), reason].filter(Boolean).join(', ');
}
