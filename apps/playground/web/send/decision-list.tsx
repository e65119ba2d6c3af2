import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DecisionEvent, Refusal, SeenAuth } from '../../server/control/protocol.ts';
import { JsonBlock } from '../look/json-block.tsx';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import type { Fact } from './facts.tsx';
import { Facts } from './facts.tsx';

/** What an API decided about one request: of the authentication, then of a guard. */
export function DecisionList({
  decisions,
}: {
  readonly decisions: readonly DecisionEvent[];
}): ReactElement {
  if (decisions.length === 0) {
    return <Text size="sm">Nothing was asked of Holdfast: this route is open.</Text>;
  }
  return (
    <Stack gap="md">
      {decisions.map(({ id, stage, auth, refusal }) => (
        <Stack key={id} gap="xs">
          <Group gap="xs">
            <Text size="sm" fw={650}>
              {stage === 'guard' ? 'The guard' : 'The authentication'}
            </Text>
            <Badge variant="default" tt="none">
              {refusal === undefined ? '✓ accepted' : '✗ refused'}
            </Badge>
          </Group>
          {refusal !== undefined && <RefusalFacts refusal={refusal} />}
          {stage === 'authentication' && auth !== undefined && <AuthFacts auth={auth} />}
        </Stack>
      ))}
    </Stack>
  );
}

/** Why a request was refused, as an operator may know it. */
export function RefusalFacts({ refusal }: { readonly refusal: Refusal }): ReactElement {
  const { name, status, code, reason, message, details } = refusal;
  return (
    <>
      <Facts
        facts={[
          ['reason', <Code key="reason">{reason}</Code>],
          ['message', message],
          ['error', <Code key="error">{name}</Code>],
          ['answer', `${status} ${code}`],
        ]}
      />
      {Object.keys(details).length > 0 && <JsonBlock label="details" value={details} />}
    </>
  );
}

function AuthFacts({ auth }: { readonly auth: SeenAuth }): ReactElement {
  const now = useNow();
  const { scheme, clientId, scopes, permissions, issuer, expiresAt, proof, claims, header } = auth;
  const facts: readonly Fact[] = [
    ['scheme', scheme],
    ['issuer', issuer],
    ['clientId', clientId || 'none'],
    ['scopes', scopes.join(', ') || 'none'],
    ['permissions', permissions.join(', ') || 'none'],
    ['expiresAt', `${expiresAt}, ${timeInWords(expiresAt, now)}`],
    ...(proof === undefined ? [] : proofFacts(proof, now)),
  ];
  return (
    <>
      <Facts facts={facts} />
      <JsonBlock label="claims" value={{ claims }} />
      <JsonBlock label="header" value={{ header }} />
    </>
  );
}

function proofFacts({ jkt, jti, iat }: NonNullable<SeenAuth['proof']>, now: number): Fact[] {
  return [
    ['proof.jkt', <Code key="jkt">{jkt}</Code>],
    ['proof.jti', <Code key="jti">{jti}</Code>],
    ['proof.iat', `${iat}, ${timeInWords(iat, now)}`],
  ];
}
