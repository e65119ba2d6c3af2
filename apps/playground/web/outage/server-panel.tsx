import { Badge, Button, Card, Group, Loader, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useRef } from 'react';
import type { ServerState } from '../../server/control/protocol.ts';
import { Failure } from '../look/failure.tsx';
import { shortKid } from './probe.ts';
import type { AuthorizationServer } from './use-authorization-server.ts';

/** Shows how the authorization server is, and changes it. */
export function ServerPanel({
  server: { state, failure, change },
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
      {state !== undefined && <Controls state={state} change={change} />}
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
  change,
}: Pick<AuthorizationServer, 'change'> & { readonly state: ServerState }): ReactElement {
  const rotate = useRef<HTMLButtonElement>(null);
  const remove = async (kid: string): Promise<void> => {
    await change({ action: 'remove', kid });
    // The button that was pressed is gone with its key.
    rotate.current?.focus();
  };
  return (
    <>
      <Group gap="xs">
        <Button size="xs" onClick={() => void change({ action: running ? 'stop' : 'start' })}>
          {running ? 'Switch off' : 'Switch on'}
        </Button>
        <Button
          size="xs"
          variant="default"
          ref={rotate}
          onClick={() => void change({ action: 'rotate' })}
        >
          New signing key
        </Button>
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
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Remove key ${shortKid(kid)}`}
                    onClick={() => void remove(kid)}
                  >
                    Remove
                  </Button>
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
