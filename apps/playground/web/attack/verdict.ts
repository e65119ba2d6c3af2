import { parseChallenges } from '../send/parse-challenges.ts';
import type { Call } from '../send/send.ts';
import { fieldOf } from '../send/send.ts';
import type { Expected } from './attack.ts';

/** What came of an attack, held against what must come. */
export interface Verdict {
  readonly isExpected: boolean;
  /** Of the answer to the attack itself. */
  readonly status: number;
  /** What came, and what must have come where that is something else. */
  readonly sentence: string;
}

/**
 * Judges an attack by its last call: the status, the error that the challenge names and the reason in the
 * API's log must be those that are expected. The calls before it are good ones, and must have passed.
 */
export function judge(calls: readonly Call[], expected: Expected): Verdict {
  const attack = calls.at(-1);
  if (attack === undefined) throw new Error('Nothing was sent that could be judged.');
  const { status } = attack.answer;
  const refusedBefore = calls.slice(0, -1).find(({ answer }) => answer.status >= 400);
  if (refusedBefore !== undefined) {
    const came = inWords(cameOf(refusedBefore));
    const sentence = `A good request before the attack was not let in: ${came}.`;
    return { isExpected: false, status, sentence };
  }
  const came = inWords(cameOf(attack));
  const must = inWords(expected);
  if (came === must) {
    return { isExpected: true, status, sentence: `Refused as it must be: ${must}.` };
  }
  return { isExpected: false, status, sentence: `${came} came, and not ${must}.` };
}

interface Came {
  readonly status: number;
  readonly error?: string | undefined;
  readonly reason?: string | undefined;
}

function cameOf({ answer, decisions }: Call): Came {
  const parameters = parseChallenges(fieldOf(answer, 'www-authenticate') ?? '').flatMap(
    (challenge) => challenge.parameters,
  );
  return {
    status: answer.status,
    error: parameters.find(([name]) => name === 'error')?.[1],
    reason: decisions.findLast(({ refusal }) => refusal !== undefined)?.refusal?.reason,
  };
}

function inWords({ status, error, reason }: Came): string {
  const named = error ?? (status < 400 ? undefined : 'no error code');
  return [[status, named].filter(Boolean).join(' '), reason].filter(Boolean).join(', ');
}
