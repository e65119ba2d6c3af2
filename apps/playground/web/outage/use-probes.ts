import { useInterval } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useSetting } from '../setting/setting.tsx';
import type { ProbeAnswers, SampleToken } from './probe.ts';
import { probe, takeToken } from './probe.ts';

/** What was sent, and what came. */
export interface Round {
  readonly token: SampleToken;
  readonly answers: ProbeAnswers;
}

/** Two tokens that are sent to the APIs: one that stays the same, and one that is new each time. */
export interface Probes {
  /** Absent until it was taken. */
  readonly kept?: SampleToken | undefined;
  readonly keptRound?: Round | undefined;
  readonly freshRound?: Round | undefined;
  /** Why the last round failed. */
  readonly failure?: Error | undefined;
  readonly isRepeating: boolean;
  /** What is being done because a button was pressed. */
  readonly busyWith?: 'sending' | 'replacing' | undefined;
  readonly sendOnce: () => Promise<void>;
  readonly setRepeating: (isRepeating: boolean) => void;
  /** Takes another token to keep. */
  readonly takeAnother: () => Promise<void>;
}

/** The longest time for which is sent without anybody asking again, in seconds. */
export const LONGEST = 180;

/** Sends tokens to the APIs when told so, or each second. */
export function useProbes(): Probes {
  const setting = useSetting();
  const [kept, setKept] = useState<SampleToken>();
  const [keptRound, setKeptRound] = useState<Round>();
  const [freshRound, setFreshRound] = useState<Round>();
  const [failure, setFailure] = useState<Error>();
  const [busyWith, setBusyWith] = useState<Probes['busyWith']>();
  const [left, setLeft] = useState(0);
  const isSending = useRef(false);

  const round = async (): Promise<void> => {
    const first = kept ?? (await takeToken());
    setKept(first);
    setKeptRound({ token: first, answers: await probe(setting, first) });
    const fresh = await takeToken();
    setFreshRound({ token: fresh, answers: await probe(setting, fresh) });
    setFailure(undefined);
  };
  const sendRound = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    await round().catch(setFailure);
    isSending.current = false;
  };
  const replace = async (): Promise<void> => {
    await takeToken().then((token) => {
      setKept(token);
      setKeptRound(undefined);
    }, setFailure);
  };

  const press = async (what: Probes['busyWith'], act: () => Promise<void>): Promise<void> => {
    setBusyWith(what);
    setFailure(undefined);
    await act();
    setBusyWith(undefined);
  };

  const ticking = useInterval(() => {
    setLeft((count) => count - 1);
    void sendRound();
  }, 1000);
  const isRepeating = left > 0;
  useEffect(() => {
    if (isRepeating) ticking.start();
    return ticking.stop;
  }, [isRepeating, ticking.start, ticking.stop]);

  return {
    kept,
    keptRound,
    freshRound,
    failure,
    isRepeating,
    busyWith,
    sendOnce: () => press('sending', sendRound),
    takeAnother: () => press('replacing', replace),
    setRepeating: (wanted) => setLeft(wanted ? LONGEST : 0),
  };
}
