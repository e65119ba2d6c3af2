import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { RESOURCE } from '../../server/parties.ts';
import { Failure } from '../look/failure.tsx';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import type { Credential } from '../session/credential.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
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
  const { issuer } = useSetting();
  const { setCredential } = useSession();
  const [failure, setFailure] = useState<Error>();
  const mint = (): void => {
    clientCredentials({ issuer, audience: RESOURCE, scopes: ['read:messages'] }).then(
      setCredential,
      setFailure,
    );
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        There is no token to exchange yet.{' '}
        {isMachineUseful
          ? 'Sign in to see a user in the chain, or take a token of a machine, which acts for itself.'
          : 'Sign in as alice, who has accounts at the calendar.'}
      </Text>
      <Group gap="xs">
        <Button component={Link} href="/token">
          Sign in
        </Button>
        {isMachineUseful && (
          <Button variant="default" onClick={mint}>
            Get a token of a machine
          </Button>
        )}
      </Group>
      {failure !== undefined && <Failure title="No token came" error={failure} />}
    </Stack>
  );
}
