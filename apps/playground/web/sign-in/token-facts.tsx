import { Code, DataList, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import type { Credential } from '../session/credential.ts';

/** What there is to know about a token, in words. */
export function TokenFacts({ credential }: { readonly credential: Credential }): ReactElement {
  const { subject, from, scheme, scopes, audience, expiresAt, key } = credential;
  const facts: Record<string, ReactNode> = {
    Who:
      from === 'sign-in'
        ? `${subject}, who signed in`
        : `${subject}, a client that acts for itself`,
    Scheme:
      scheme === 'dpop' ? 'DPoP: good only with the key below' : 'Bearer: good for whoever has it',
    Scopes:
      scopes.length === 0 ? 'none' : scopes.map((scope) => <Scope key={scope} name={scope} />),
    For: audience,
    Expiry: <Expiry at={expiresAt} />,
    ...(key !== undefined && {
      Key: `ES256, made by this browser; extractable: ${key.pair.privateKey.extractable ? 'yes' : 'no'}`,
      Thumbprint: <Code>{key.jkt}</Code>,
    }),
  };
  return (
    <DataList size="sm" gap={6} labelWidth="5rem">
      {Object.entries(facts).map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue miw={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function Scope({ name }: { readonly name: string }): ReactElement {
  return (
    <>
      <Code style={{ whiteSpace: 'nowrap' }}>{name}</Code>{' '}
    </>
  );
}

function Expiry({ at }: { readonly at: number }): ReactElement {
  const now = useNow();
  const isOver = at <= now;
  const clock = new Date(at * 1000).toLocaleTimeString();
  return (
    <Text inherit span c={isOver ? 'var(--mantine-color-error)' : 'inherit'}>
      {isOver ? 'expired' : 'expires'} {timeInWords(at, now)}, at {clock}
    </Text>
  );
}
