import { ScrollArea, Table } from '@mantine/core';
import type { ReactElement } from 'react';
import type { PlaygroundEvent } from '../../server/control/protocol.ts';
import { happenings } from './happenings.ts';
import classes from './timeline.module.css';

const MOST = 50;

/** What happened, in words, the newest first. */
export function HappeningsTable({
  events,
}: {
  readonly events: readonly PlaygroundEvent[];
}): ReactElement {
  const newest = happenings(events).slice(-MOST).reverse();
  return (
    <ScrollArea.Autosize
      mah="20rem"
      mt="sm"
      type="auto"
      scrollbars="y"
      offsetScrollbars="y"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'The timeline in words' }}
    >
      <Table
        verticalSpacing={4}
        horizontalSpacing="xs"
        className={classes['words']}
        aria-label="What happened, the newest first"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Time</Table.Th>
            <Table.Th scope="col">Who</Table.Th>
            <Table.Th scope="col" className={classes['what']}>
              What
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {newest.map(({ id, at, who, what }) => (
            <Table.Tr key={id}>
              <Table.Td ff="monospace" className={classes['time']}>
                {new Date(at).toLocaleTimeString('en-GB')}
              </Table.Td>
              <Table.Td>{who.join(', ')}</Table.Td>
              <Table.Td className={classes['what']}>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
