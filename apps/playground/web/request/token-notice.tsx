import { Anchor, Paper, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { MachineTokenButtons } from '../sign-in/machine-token-buttons.tsx';

/** Says which token there is, and where there is none, gets one. */
export function TokenNotice(): ReactElement {
  const { credential } = useSession();
  return credential === undefined ? <NoToken /> : <CurrentToken credential={credential} />;
}

function CurrentToken({ credential }: { readonly credential: Credential }): ReactElement {
  const { scheme, subject, scopes, expiresAt } = credential;
  const now = useNow();
  const isOver = expiresAt <= now;
  return (
    <Text size="sm">
      The current token: {scheme === 'dpop' ? 'DPoP' : 'Bearer'}, of {subject},{' '}
      {scopes.length === 0 ? 'without scopes' : `for ${scopes.join(' and ')}`},{' '}
      {isOver ? 'expired' : 'expires'} {timeInWords(expiresAt, now)}.{' '}
      <Anchor component={Link} href="/token" inherit underline="always">
        Get another
      </Anchor>
    </Text>
  );
}

function NoToken(): ReactElement {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" mb="xs">
        There is no token yet, so the request goes without one. Get one for a machine that may read
        and write, or{' '}
        <Anchor component={Link} href="/token" inherit underline="always">
          sign in as a user
        </Anchor>
        .
      </Text>
      <MachineTokenButtons />
    </Paper>
  );
}
