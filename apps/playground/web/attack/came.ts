import { parseChallenges } from '../send/parse-challenges.ts';
import type { Call } from '../send/send.ts';
import { fieldOf } from '../send/send.ts';

/** What came back, as far as it is judged. */
export interface Came {
  readonly status: number;
  readonly error: string | undefined;
  readonly reason: string | undefined;
  /** Of the challenge that names the error. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly schemes: readonly string[];
  /** Whether the body is a refusal, and holds nothing of what was asked for. */
  readonly isErrorAlone: boolean;
  readonly answer: Call['answer'];
}

/** Reads what came back on a call. */
export function cameOf({ answer, decisions }: Call): Came {
  const challenges = parseChallenges(fieldOf(answer, 'www-authenticate') ?? '');
  const parameters = challenges
    .map((challenge) => new Map(challenge.parameters))
    .find((named) => named.has('error'));
  return {
    status: answer.status,
    error: parameters?.get('error'),
    reason: decisions.findLast(({ refusal }) => refusal !== undefined)?.refusal?.reason,
    parameters: parameters ?? new Map(),
    schemes: challenges.map(({ scheme }) => scheme),
    isErrorAlone: isErrorAlone(answer.body),
    answer,
  };
}

// Of RFC 6749 section 5.2, and the same in tRPC's envelope.
const REFUSAL = ['error', 'error_description'];

function isErrorAlone(body: string): boolean {
  try {
    const members = Object.keys(Object(JSON.parse(body)));
    return members.includes('error') && members.every((name) => REFUSAL.includes(name));
  } catch {
    return false;
  }
}
