import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'wouter';
import { Failure } from '../look/failure.tsx';
import type { TokenFailure } from './token-failure.ts';

interface NoTokenProps {
  readonly failure: TokenFailure;
  /** What becomes of what was chosen, where there is a choice. */
  readonly children?: ReactNode;
}

/** The face of a token that did not come, with a way on. */
export function NoToken({ failure, children }: NoTokenProps): ReactElement {
  return (
    <Failure title={TITLES[failure.kind]} error={failure}>
      {failure.kind === 'gone' ? (
        <>
          <WayOn to="/outage">See whether it was switched off</WayOn>, then try again. {children}
        </>
      ) : (
        children
      )}
    </Failure>
  );
}

interface WayOnProps {
  readonly to: string;
  readonly children: string;
}

/** A link out of a failure, in its colour. */
export function WayOn({ to, children }: WayOnProps): ReactElement {
  return (
    <Anchor component={Link} href={to} c="inherit" inherit underline="always">
      {children}
    </Anchor>
  );
}

const TITLES = {
  denied: 'You were not signed in',
  refused: 'There is no token',
  gone: 'The authorization server is gone',
  stale: 'This sign-in cannot be finished',
} as const satisfies Record<TokenFailure['kind'], string>;
