import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { RESOURCE, SCOPES } from '../../server/parties.ts';
import { Failure } from '../look/failure.tsx';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import { clientCredentials } from '../session/client-credentials.ts';
import type { Credential } from '../session/credential.ts';
import { makeDpopKey } from '../session/dpop-key.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import { tokenFailure } from '../sign-in/token-failure.ts';

/** Says which token there is, and where there is none, gets one. */
export function TokenNotice({ onMinted }: { readonly onMinted: () => void }): ReactElement {
  const { credential } = useSession();
  return credential === undefined ? (
    <NoToken onMinted={onMinted} />
  ) : (
    <CurrentToken credential={credential} />
  );
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

function NoToken({ onMinted }: { readonly onMinted: () => void }): ReactElement {
  const { issuer } = useSetting();
  const { setCredential } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();

  const mint = async (isBound: boolean): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const key = isBound ? await makeDpopKey() : undefined;
      const scopes = Object.keys(SCOPES);
      setCredential(await clientCredentials({ issuer, audience: RESOURCE, scopes, key }));
      onMinted();
    } catch (error) {
      setFailure(tokenFailure(error));
      setBusy(false);
    }
  };

  return (
    <Paper withBorder p="sm">
      <Text size="sm">
        There is no token yet, so the request goes without one. Get one for a machine that may read
        and write, or{' '}
        <Anchor component={Link} href="/token" inherit underline="always">
          sign in as a user
        </Anchor>
        .
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void mint(true)}>
          Get a DPoP token
        </Button>
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void mint(false)}>
          Get a Bearer token
        </Button>
      </Group>
      {failure !== undefined && <Failure title="No token came" error={failure} />}
    </Paper>
  );
}
