import { useState } from 'react';
import { callApi } from '../request/call-api.ts';
import { notReached } from '../send/not-reached.ts';
import type { Call } from '../send/send.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import type { CallTime } from './behind-call.ts';
import type { ExchangeId } from './exchanges.ts';
import { sessionOf } from './exchanges.ts';
import { useExchangeChoice } from './use-exchange-choice.ts';

/** A call that had the API exchange something. */
export interface Outcome {
  readonly exchange: ExchangeId;
  readonly call: Call;
  readonly time: CallTime;
}

/** What is going on, what came of it, and what begins it. */
export interface Exchanging {
  readonly isBusy: boolean;
  readonly outcome: Outcome | undefined;
  readonly failure: Error | undefined;
  readonly run: () => void;
}

/** Has the chosen API exchange what is chosen. */
export function useExchange(exchange: ExchangeId): Exchanging {
  const setting = useSetting();
  const { credential } = useSession();
  const [{ framework, account, session }] = useExchangeChoice();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState<Error>();

  const exchangeNow = async (): Promise<Outcome> => {
    const isLegacy = exchange === 'legacy';
    const isNamed = exchange === 'calendar' && account !== '';
    const from = Date.now();
    const calls = await callApi(setting, {
      target: { framework, operation: exchange, ...(isNamed && { input: { account } }) },
      legacySession: isLegacy ? sessionOf(session) : undefined,
      credential: isLegacy ? undefined : credential,
      retries: true,
    });
    const call = calls.at(-1) as Call;
    return { exchange, call, time: { framework, from, until: Date.now() } };
  };

  const run = (): void => {
    setBusy(true);
    setOutcome(undefined);
    setFailure(undefined);
    exchangeNow()
      .then(setOutcome, (error: unknown) => setFailure(notReached(error, framework)))
      .finally(() => setBusy(false));
  };
  return { isBusy, outcome, failure, run };
}
