import { Badge, Code, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SeenAuth } from '../../server/control/protocol.ts';
import type { Change, ComparedClaim } from './compare-claims.ts';
import { compareClaims } from './compare-claims.ts';

interface ClaimsComparisonProps {
  /** Of the caller's token; absent where he had none. */
  readonly before: SeenAuth['claims'] | undefined;
  /** Of the new one, as the archive saw it. */
  readonly after: SeenAuth['claims'];
}

const COLORS: Readonly<Record<Change, string>> = {
  same: 'gray',
  changed: 'blue',
  new: 'green',
  gone: 'red',
};

/** The claims of the new token beside those of the caller's. */
export function ClaimsComparison({ before, after }: ClaimsComparisonProps): ReactElement {
  return (
    <Table layout="fixed" verticalSpacing={6} horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="6.5rem">Claim</Table.Th>
          {before !== undefined && <Table.Th>Caller's token</Table.Th>}
          <Table.Th>New token</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {compareClaims(before ?? {}, after).map((claim) => (
          <Row key={claim.name} claim={claim} hasBefore={before !== undefined} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps {
  readonly claim: ComparedClaim;
  readonly hasBefore: boolean;
}

function Row({ claim, hasBefore }: RowProps): ReactElement {
  const { name, before, after, change, why } = claim;
  return (
    <Table.Tr>
      <Table.Th scope="row" style={CELL}>
        <Code>{name}</Code>
        {hasBefore && (
          <Badge display="block" mt={4} size="sm" variant="light" color={COLORS[change]} tt="none">
            {change}
          </Badge>
        )}
      </Table.Th>
      {hasBefore && (
        <Table.Td style={CELL}>
          <Value value={before} />
        </Table.Td>
      )}
      <Table.Td style={CELL}>
        <Value value={after} />
        {hasBefore && why !== undefined && (
          <Text size="xs" c="dimmed">
            {why}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const CELL = { verticalAlign: 'top', overflowWrap: 'anywhere' } as const;

function Value({ value }: { readonly value: unknown }): ReactElement {
  if (value === undefined) return <Text size="sm">none</Text>;
  return (
    <Text size="sm" ff="monospace">
      {typeof value === 'string' ? value : JSON.stringify(value)}
    </Text>
  );
}
