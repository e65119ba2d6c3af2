import type { ReactElement, ReactNode } from 'react';
import { createContext, useContext, useState } from 'react';
import type { Credential } from './credential.ts';

/** The token that requests are made with. It is kept in memory alone: loading the page anew forgets it. */
export interface Session {
  readonly credential: Credential | undefined;
  readonly setCredential: (credential: Credential | undefined) => void;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Keeps the token for what is in it. */
export function SessionProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [credential, setCredential] = useState<Credential>();
  return <SessionContext value={{ credential, setCredential }}>{children}</SessionContext>;
}

/** The token that requests are made with. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no SessionProvider around this.');
  return session;
}
