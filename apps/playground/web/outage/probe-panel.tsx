import { Card, Group, Switch, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Framework } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { Failure } from '../look/failure.tsx';
import { AnswerText } from './answer-text.tsx';
import { BusyButton } from './busy-button.tsx';
import { shortKid } from './probe.ts';
import type { Probes, Round } from './use-probes.ts';
import { LONGEST } from './use-probes.ts';

/** Sends two tokens to each API, and shows what they answer. */
export function ProbePanel({ probes }: { readonly probes: Probes }): ReactElement {
  const { kept, keptRound, freshRound, failure, isRepeating, busyWith } = probes;
  return (
    <Card withBorder component="section" aria-labelledby="outage-probe">
      <Title order={2} size="h4" id="outage-probe">
        What the APIs answer
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        Each API gets GET /whoami twice: with one token that stays the same, and with a new one of
        the newest key.
      </Text>
      <Group gap="sm" mt="sm">
        <BusyButton
          label="Send now"
          busyLabel="Sending"
          isBusy={busyWith === 'sending'}
          isBarred={busyWith !== undefined}
          onPress={() => void probes.sendOnce()}
        />
        <Switch
          label="Keep sending every second"
          description={`Stops by itself after ${LONGEST / 60} minutes.`}
          checked={isRepeating}
          onChange={({ currentTarget }) => probes.setRepeating(currentTarget.checked)}
        />
      </Group>
      {failure !== undefined && <Failure title="There is no new token to send" error={failure} />}
      <Table mt="sm" verticalSpacing={6} aria-label="Answers" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w="5rem">
              API
            </Table.Th>
            <Table.Th scope="col">Token that stays{keyOf(kept)}</Table.Th>
            <Table.Th scope="col">New token{keyOf(freshRound?.token)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {FRAMEWORKS.map((framework) => (
            <Table.Tr key={framework}>
              <Table.Th scope="row">{API_NAMES[framework]}</Table.Th>
              <Table.Td>
                <Answer round={keptRound} framework={framework} />
              </Table.Td>
              <Table.Td>
                <Answer round={freshRound} framework={framework} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {kept !== undefined && (
        <Group mt="sm">
          <BusyButton
            label="Replace the token that stays"
            busyLabel="Replacing"
            isBusy={busyWith === 'replacing'}
            isBarred={busyWith !== undefined}
            size="compact-xs"
            variant="default"
            onPress={() => void probes.takeAnother()}
          />
        </Group>
      )}
    </Card>
  );
}

function keyOf(token: Probes['kept']): string {
  return token === undefined ? '' : `, key ${shortKid(token.kid)}`;
}

interface AnswerProps {
  readonly round: Round | undefined;
  readonly framework: Framework;
}

function Answer({ round, framework }: AnswerProps): ReactElement {
  if (round === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Nothing sent yet
      </Text>
    );
  }
  return <AnswerText answer={round.answers[framework]} />;
}
