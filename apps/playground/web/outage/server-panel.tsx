import { Badge, Card, Group, Loader, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useRef } from 'react';
import type { ServerState } from '../../server/control/protocol.ts';
import { Failure } from '../look/failure.tsx';
import { BusyButton } from './busy-button.tsx';
import { shortKid } from './probe.ts';
import type { AuthorizationServer } from './use-authorization-server.ts';

/** Shows how the authorization server is, and changes it. */
export function ServerPanel({
  server: { state, failure, busyWith, change },
}: {
  readonly server: AuthorizationServer;
}): ReactElement {
  return (
    <Card withBorder component="section" aria-labelledby="outage-server">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="outage-server">
          Authorization server
        </Title>
        <span aria-live="polite">{state !== undefined && <OnOrOff state={state} />}</span>
      </Group>
      {failure !== undefined && <Failure title="That did not work" error={failure} />}
      {state === undefined && failure === undefined && (
        <Loader size="sm" aria-label="Asking how it is" />
      )}
      {state !== undefined && <Controls state={state} busyWith={busyWith} change={change} />}
    </Card>
  );
}

function OnOrOff({ state: { running } }: { readonly state: ServerState }): ReactElement {
  return (
    <Badge color={running ? 'green' : 'red'} variant="light" tt="none" size="lg">
      {running ? '● on' : '○ off'}
    </Badge>
  );
}

function Controls({
  state: { running, keys },
  busyWith,
  change,
}: Pick<AuthorizationServer, 'busyWith' | 'change'> & {
  readonly state: ServerState;
}): ReactElement {
  const doing = busyWith?.action;
  const isBarred = doing !== undefined;
  const rotate = useRef<HTMLButtonElement>(null);
  const remove = async (kid: string): Promise<void> => {
    await change({ action: 'remove', kid });
    // The button that was pressed is gone with its key.
    rotate.current?.focus();
  };
  return (
    <>
      <Group gap="xs">
        <BusyButton
          label={running ? 'Switch off' : 'Switch on'}
          busyLabel={doing === 'stop' ? 'Switching off' : 'Switching on'}
          isBusy={doing === 'stop' || doing === 'start'}
          isBarred={isBarred}
          onPress={() => void change({ action: running ? 'stop' : 'start' })}
        />
        <BusyButton
          label="New signing key"
          busyLabel="Making a key"
          isBusy={doing === 'rotate'}
          isBarred={isBarred}
          variant="default"
          ref={rotate}
          onPress={() => void change({ action: 'rotate' })}
        />
      </Group>
      <Table mt="sm" verticalSpacing={4} aria-label="Keys that it publishes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Key</Table.Th>
            <Table.Th scope="col">Use</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map(({ kid }, index) => (
            <Table.Tr key={kid}>
              <Table.Td ff="monospace">{shortKid(kid)}</Table.Td>
              <Table.Td>{index === 0 ? 'signs' : 'published'}</Table.Td>
              <Table.Td ta="right">
                {keys.length > 1 && (
                  <BusyButton
                    label="Remove"
                    busyLabel="Removing"
                    object={`key ${shortKid(kid)}`}
                    isBusy={busyWith?.action === 'remove' && busyWith.kid === kid}
                    isBarred={isBarred}
                    size="compact-xs"
                    variant="default"
                    onPress={() => void remove(kid)}
                  />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="xs">
        The APIs refuse tokens of a removed key from their next refresh on, yours included. The last
        key stays.
      </Text>
    </>
  );
}
