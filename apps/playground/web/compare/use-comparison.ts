import { useState } from 'react';
import type { Setting } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import type { OperationId } from '../../server/operations.ts';
import { RESOURCE, SCOPES } from '../../server/parties.ts';
import { callApi } from '../request/call-api.ts';
import type { Errand, Typed } from '../request/errand.ts';
import { errandOf } from '../request/errand.ts';
import { notReached } from '../send/not-reached.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import type { TokenFailure } from '../sign-in/token-failure.ts';
import { tokenFailure } from '../sign-in/token-failure.ts';
import type { Reply } from './same-answers.ts';

/** What all APIs may be asked with: the current token, one that is got for it, or none. */
export const WITHS = ['token', 'fresh', 'none'] as const;

/** What all APIs are asked. */
export interface Question {
  readonly operation: OperationId;
  readonly typed: Typed;
  readonly with: (typeof WITHS)[number];
}

/** A question, and what came of it. */
export interface Answered {
  readonly question: Question;
  /** Of all APIs, in the order of the list. */
  readonly replies: readonly Reply[];
}

/** The same request to all APIs. */
export interface ComparisonState {
  readonly isBusy: boolean;
  /** What was answered last; nothing before the first question. */
  readonly answered: Answered | undefined;
  /** Why no token could be had, so that nothing was sent. */
  readonly failure: TokenFailure | undefined;
  readonly ask: (question: Question) => Promise<void>;
}

/** Asks all APIs the same, and keeps what they answered last. */
export function useComparison(): ComparisonState {
  const setting = useSetting();
  const { credential } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [answered, setAnswered] = useState<Answered>();
  const [failure, setFailure] = useState<TokenFailure>();

  const ask = async (question: Question): Promise<void> => {
    const { operation, typed, with: kind } = question;
    setBusy(true);
    setFailure(undefined);
    try {
      const current = kind === 'fresh' ? await freshToken(setting) : credential;
      const credentials = kind === 'none' ? 'none' : 'token';
      const errands = FRAMEWORKS.map((framework) =>
        errandOf({ framework, operation, credentials, retry: 'yes' }, typed, current),
      );
      const replies = await Promise.all(errands.map((errand) => replyTo(setting, errand)));
      setAnswered({ question, replies });
    } catch (error) {
      setAnswered(undefined);
      setFailure(tokenFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, answered, failure, ask };
}

function freshToken({ issuer }: Setting): Promise<Credential> {
  return clientCredentials({ issuer, audience: RESOURCE, scopes: Object.keys(SCOPES) });
}

async function replyTo(setting: Setting, errand: Errand): Promise<Reply> {
  const { framework } = errand.target;
  try {
    const calls = await callApi(setting, errand);
    const answer = calls.at(-1)?.answer;
    if (answer === undefined) throw new Error('Nothing was sent.');
    return { framework, answer };
  } catch (error) {
    return { framework, failure: notReached(error, framework) };
  }
}
