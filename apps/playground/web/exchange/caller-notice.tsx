import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { MachineTokenButtons } from '../sign-in/machine-token-buttons.tsx';
import type { ExchangeId } from './exchanges.ts';

/** Says whose token is exchanged; where there is none, how to get one. */
export function CallerNotice({ exchange }: { readonly exchange: ExchangeId }): ReactElement {
  const { credential } = useSession();
  return credential === undefined ? (
    <NoCaller isMachineUseful={exchange === 'archive'} />
  ) : (
    <Caller credential={credential} />
  );
}

function Caller({ credential }: { readonly credential: Credential }): ReactElement {
  const { subject, scheme, expiresAt } = credential;
  const now = useNow();
  return (
    <Text size="sm" mb="sm">
      What is exchanged: the current {scheme === 'dpop' ? 'DPoP' : 'Bearer'} token of {subject},
      which {expiresAt > now ? 'expires' : 'expired'} {timeInWords(expiresAt, now)}.{' '}
      <Anchor component={Link} href="/token" inherit underline="always">
        Get another
      </Anchor>
    </Text>
  );
}

function NoCaller({ isMachineUseful }: { readonly isMachineUseful: boolean }): ReactElement {
  return (
    <Stack gap="sm">
      <Text size="sm">
        There is no token to exchange yet.{' '}
        {isMachineUseful
          ? 'Sign in to see a user in the chain, or take a token of a machine, which acts for itself.'
          : 'Sign in as alice, who has accounts at the calendar.'}
      </Text>
      <Group gap="sm" align="start">
        <Button component={Link} href="/token" size="xs">
          Sign in
        </Button>
        {isMachineUseful && <MachineTokenButtons />}
      </Group>
    </Stack>
  );
}
