import { Alert, Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { useEvents } from '../events/events.tsx';
import { API_NAMES } from '../look/api-names.ts';
import { LogEntry } from './log-entry.tsx';
import type { LogFilter } from './log-filter.ts';
import { shownEvents } from './log-filter.ts';
import classes from './log-panel.module.css';

const APIS = [
  { value: 'all', label: 'All' },
  ...Object.entries(API_NAMES).map(([value, label]) => ({ value, label })),
];

const KINDS = [
  { value: 'all', label: 'Everything' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Refused' },
  { value: 'fetches', label: 'Fetches' },
];

/** What the APIs decided and fetched, and what was done to the authorization server, the newest first. */
export function LogPanel(): ReactElement {
  const { events, isConnected } = useEvents();
  const [filter, setFilter] = useState<LogFilter>({ api: 'all', kind: 'all' });
  const change = (part: Partial<LogFilter>): void => setFilter({ ...filter, ...part });
  const shown = shownEvents(events, filter);
  return (
    <>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Log
        </Title>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => change({ clearedAt: events.at(-1) })}
        >
          Clear
        </Button>
      </Group>
      <Group gap="xs" grow mt="xs" mb="sm">
        <NativeSelect
          size="xs"
          label="API"
          data={APIS}
          value={filter.api}
          onChange={({ currentTarget }) => change({ api: currentTarget.value as LogFilter['api'] })}
        />
        <NativeSelect
          size="xs"
          label="Show"
          data={KINDS}
          value={filter.kind}
          onChange={({ currentTarget }) =>
            change({ kind: currentTarget.value as LogFilter['kind'] })
          }
        />
      </Group>
      <div role="status">
        {!isConnected && (
          <Alert color="red" variant="light" mb="sm" title="The playground does not answer">
            What happens now is not seen here. The page tries again by itself.
          </Alert>
        )}
      </div>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing to show. Send a request, and read here what the API thought of it.
        </Text>
      )}
      <ol className={classes['list']}>
        {shown.map((event) => (
          <LogEntry key={`${event.id} ${event.at}`} event={event} />
        ))}
      </ol>
    </>
  );
}
