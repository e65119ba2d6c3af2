import type { Framework } from '../../server/control/protocol.ts';
import type { ApiAnswer } from '../send/send.ts';
import { fieldOf } from '../send/send.ts';

/** What an API answered, or why it did not. */
export type Reply =
  | { readonly framework: Framework; readonly answer: ApiAnswer }
  | { readonly framework: Framework; readonly failure: Error };

/** Something of an answer that has to be the same everywhere. */
export type Compared = 'status' | 'challenge' | 'body';

/** How an answer differs from that of the first API that answered. */
export interface Comparison {
  readonly framework: Framework;
  readonly from: Framework;
  readonly differences: readonly Compared[];
}

/**
 * Compares the answers with that of the first API that gave one, byte for byte. tRPC puts something of its own
 * around each body, so that its bodies are not looked at.
 */
export function compareReplies(replies: readonly Reply[]): readonly Comparison[] {
  const [first, ...others] = replies.filter((reply) => 'answer' in reply);
  if (first === undefined) return [];
  const wanted = comparedOf(first.answer);
  return others.map(({ framework, answer }) => {
    const got = comparedOf(answer);
    const isTrpc = [framework, first.framework].includes('trpc');
    const compared: readonly Compared[] = isTrpc ? ENVELOPED : EVERYTHING;
    const differences = compared.filter((member) => got[member] !== wanted[member]);
    return { framework, from: first.framework, differences };
  });
}

const ENVELOPED: readonly Compared[] = ['status', 'challenge'];
const EVERYTHING: readonly Compared[] = [...ENVELOPED, 'body'];

function comparedOf(answer: ApiAnswer): Readonly<Record<Compared, unknown>> {
  const { status, body } = answer;
  return { status, body, challenge: fieldOf(answer, 'www-authenticate') };
}
