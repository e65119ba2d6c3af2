import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { Failure } from '../look/failure.tsx';
import type { TokenFailure } from './token-failure.ts';

interface NoTokenProps {
  readonly failure: TokenFailure;
  /** Where the form is, if it is not on this page. */
  readonly formAddress?: string | undefined;
}

/** The face of a token that did not come, with a way on. */
export function NoToken({ failure, formAddress }: NoTokenProps): ReactElement {
  return (
    <Failure title={TITLES[failure.kind]} error={failure}>
      {failure.kind === 'gone' && (
        <>
          <WayOn to="/outage">See whether it was switched off</WayOn>, then try again.{' '}
        </>
      )}
      {formAddress === undefined ? (
        'Your choices are still there.'
      ) : (
        <WayOn to={formAddress}>Begin again with the same choices</WayOn>
      )}
    </Failure>
  );
}

interface WayOnProps {
  readonly to: string;
  readonly children: string;
}

function WayOn({ to, children }: WayOnProps): ReactElement {
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
