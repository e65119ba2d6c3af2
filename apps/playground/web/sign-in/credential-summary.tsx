import { Anchor, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useNow } from '../look/use-now.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import classes from './credential-summary.module.css';
import { timeLeft } from './time-left.ts';

/** The current token in a few words, for the header of the page. */
export function CredentialSummary(): ReactElement {
  const { credential } = useSession();
  return (
    <Anchor component={Link} href="/token" size="sm" className={classes['summary']}>
      {credential === undefined ? 'No token' : <Summary credential={credential} />}
    </Anchor>
  );
}

function Summary({ credential }: { readonly credential: Credential }): ReactElement {
  const { subject, scheme, expiresAt } = credential;
  const now = useNow();
  return (
    <>
      <VisuallyHidden>The token: </VisuallyHidden>
      {subject}
      <span className={classes['scheme']}> · {scheme === 'dpop' ? 'DPoP' : 'Bearer'}</span>
      {` · ${timeLeft(expiresAt - now)}`}
    </>
  );
}
