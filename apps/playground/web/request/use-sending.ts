import { useState } from 'react';
import type { Framework } from '../../server/control/protocol.ts';
import { notReached } from '../send/not-reached.ts';
import type { Call } from '../send/send.ts';
import { useSetting } from '../setting/setting.tsx';
import { callApi, newestNonce } from './call-api.ts';
import type { Errand } from './errand.ts';

/** Sending, and what came of it. */
export interface Sending {
  readonly isBusy: boolean;
  readonly calls: readonly Call[];
  /** What the calls were made for. */
  readonly errand: Errand | undefined;
  readonly failure: Error | undefined;
  /** What each API gave last: the next proof for it carries it (RFC 9449 section 8.2). */
  readonly nonces: Nonces;
  readonly send: (errand: Errand) => Promise<void>;
  readonly forgetNonce: (framework: Framework) => void;
}

type Nonces = Readonly<Partial<Record<Framework, string | undefined>>>;

/** Sends requests, one at a time, and keeps what came of the last one. */
export function useSending(): Sending {
  const setting = useSetting();
  const [isBusy, setBusy] = useState(false);
  const [calls, setCalls] = useState<readonly Call[]>([]);
  const [sent, setSent] = useState<Errand>();
  const [failure, setFailure] = useState<Error>();
  const [nonces, setNonces] = useState<Nonces>({});

  const send: Sending['send'] = async (errand) => {
    if (isBusy) return;
    const { framework } = errand.target;
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await callApi(setting, errand, nonces[framework]);
      const nonce = newestNonce(made);
      setCalls(made);
      setSent(errand);
      if (nonce !== undefined) setNonces((known) => ({ ...known, [framework]: nonce }));
    } catch (error) {
      setCalls([]);
      setFailure(notReached(error, framework));
    } finally {
      setBusy(false);
    }
  };
  const forgetNonce = (framework: Framework): void =>
    setNonces((known) => ({ ...known, [framework]: undefined }));
  return { isBusy, calls, errand: sent, failure, nonces, send, forgetNonce };
}
