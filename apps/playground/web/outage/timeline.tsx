import { Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { useEvents } from '../events/events.tsx';
import { API_NAMES } from '../look/api-names.ts';
import { useNow } from '../look/use-now.ts';
import { HappeningsTable } from './happenings-table.tsx';
import { keepRecent } from './keep-recent.ts';
import { Lane } from './lane.tsx';
import { gaps, keyChanges, marksOf } from './lanes.ts';
import { Legend } from './mark-shape.tsx';
import classes from './timeline.module.css';

const LENGTHS = [
  { value: '30', label: '30 s' },
  { value: '120', label: '2 min' },
];

/** What happened of late: in lanes, and in words. */
export function Timeline(): ReactElement {
  const { events } = useEvents();
  const [recent, setRecent] = useState(events);
  useEffect(() => setRecent((kept) => keepRecent(kept, events)), [events]);
  const [length, setLength] = useState('30');
  // What happened in this second is to the right of the last full one.
  const to = Math.max(useNow() * 1000, recent.at(-1)?.at ?? 0);
  const span = { from: to - Number(length) * 1000, to };

  return (
    <Card withBorder component="section" aria-labelledby="outage-timeline">
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2} size="h4" id="outage-timeline">
          Timeline
        </Title>
        <SegmentedControl
          size="xs"
          data={LENGTHS}
          value={length}
          onChange={setLength}
          aria-label="How far it goes back"
        />
      </Group>
      {/* The table below says the same in words. */}
      <div aria-hidden="true">
        <Lane
          name="Authorization server"
          marks={keyChanges(recent, span)}
          gaps={gaps(recent, span)}
        />
        {FRAMEWORKS.map((framework) => (
          <Lane
            key={framework}
            name={API_NAMES[framework]}
            marks={marksOf(framework, recent, span)}
          />
        ))}
        <div className={classes['axis']}>
          <span>{length === '30' ? '30 seconds' : '2 minutes'} ago</span>
          <span>now</span>
        </div>
        <Legend />
      </div>
      {recent.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm">
          Nothing has happened yet. Switch the server off, or send something.
        </Text>
      ) : (
        <HappeningsTable events={recent} />
      )}
    </Card>
  );
}
