import { useEffect, useState } from 'react';
import type { ServerAction, ServerState } from '../../server/control/protocol.ts';
import { changeServer, getServerState } from '../control/control-client.ts';
import { useEvents } from '../events/events.tsx';

/** The authorization server, to look at and to change. */
export interface AuthorizationServer {
  /** Absent until it is known. */
  readonly state?: ServerState | undefined;
  /** Why it could not be asked, or not be changed. */
  readonly failure?: Error | undefined;
  /** What is being done to it. Until that is done, nothing else is. */
  readonly busyWith?: ServerAction | undefined;
  readonly change: (action: ServerAction) => Promise<void>;
}

/** Knows how the authorization server is, whoever changes it, and asks again when the playground was gone. */
export function useAuthorizationServer(): AuthorizationServer {
  const [state, setState] = useState<ServerState>();
  const [failure, setFailure] = useState<Error>();
  const [busyWith, setBusyWith] = useState<ServerAction>();
  const { events, isConnected } = useEvents();
  const lastChange = events.findLast(({ kind }) => kind === 'server')?.id;

  const show = (asked: Promise<ServerState>): Promise<void> =>
    asked.then((known) => {
      setState(known);
      setFailure(undefined);
    }, setFailure);
  useEffect(() => void show(getServerState()), [lastChange, isConnected]);
  const change = async (action: ServerAction): Promise<void> => {
    if (busyWith !== undefined) return;
    setBusyWith(action);
    setFailure(undefined);
    await show(changeServer(action));
    setBusyWith(undefined);
  };

  return { state, failure, busyWith, change };
}
