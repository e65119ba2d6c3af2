import { useState } from 'react';
import type { Setting } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import type { OperationId } from '../../server/operations.ts';
import { RESOURCE, SCOPES } from '../../server/parties.ts';
import { API_NAMES } from '../look/api-names.ts';
import { callApi } from '../request/call-api.ts';
import type { Errand, Typed } from '../request/errand.ts';
import { errandOf } from '../request/errand.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import type { Reply } from './same-answers.ts';

/** What all APIs are asked with: the current token, one that is got for it, or none. */
export type With = 'token' | 'fresh' | 'none';

/** What all APIs are asked. */
export interface Question {
  readonly operation: OperationId;
  readonly typed: Typed;
  readonly with: With;
}

/** The same request to all APIs. */
export interface ComparisonState {
  readonly isBusy: boolean;
  /** Of all APIs, in the order of the list; none before the first question. */
  readonly replies: readonly Reply[];
  /** No token could be had. */
  readonly failure: Error | undefined;
  readonly ask: (question: Question) => Promise<void>;
}

/** Asks all APIs the same, and keeps what they answered last. */
export function useComparison(): ComparisonState {
  const setting = useSetting();
  const { credential } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [replies, setReplies] = useState<readonly Reply[]>([]);
  const [failure, setFailure] = useState<Error>();

  const ask = async ({ operation, typed, with: kind }: Question): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const current = kind === 'fresh' ? await freshToken(setting) : credential;
      const credentials = kind === 'none' ? 'none' : 'token';
      const errands = FRAMEWORKS.map((framework) =>
        errandOf({ framework, operation, credentials, retry: 'yes' }, typed, current),
      );
      setReplies(await Promise.all(errands.map((errand) => replyTo(setting, errand))));
    } catch (error) {
      setReplies([]);
      setFailure(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, replies, failure, ask };
}

async function freshToken({ issuer }: Setting): Promise<Credential> {
  try {
    const scopes = Object.keys(SCOPES);
    return await clientCredentials({ issuer, audience: RESOURCE, scopes });
  } catch (cause) {
    throw new Error('The authorization server gave no token. Is it switched off?', { cause });
  }
}

async function replyTo(setting: Setting, errand: Errand): Promise<Reply> {
  const { framework } = errand.target;
  try {
    const calls = await callApi(setting, errand);
    const answer = calls.at(-1)?.answer;
    if (answer === undefined) throw new Error('Nothing was sent.');
    return { framework, answer };
  } catch (cause) {
    const failure = new Error(`The API on ${API_NAMES[framework]} does not answer.`, { cause });
    return { framework, failure };
  }
}
