import type { ReactElement, ReactNode } from 'react';
import { createContext, useContext } from 'react';
import type { AttackRuns } from './use-attack-runs.ts';
import { useNewAttackRuns } from './use-attack-runs.ts';

const AttackRunsContext = createContext<AttackRuns | undefined>(undefined);

/** Keeps the attacks for what is in it: they go on, and are still there, when one part is left for another. */
export function AttackRunsProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return <AttackRunsContext value={useNewAttackRuns()}>{children}</AttackRunsContext>;
}

/** The attacks that were begun since the page was loaded, in whichever part. */
export function useAttackRuns(): AttackRuns {
  const runs = useContext(AttackRunsContext);
  if (runs === undefined) throw new Error('There is no AttackRunsProvider around this.');
  return runs;
}
