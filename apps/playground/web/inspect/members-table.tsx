import { Anchor, Code, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { RfcLink } from '../look/rfc-link.tsx';
import { useNow } from '../look/use-now.ts';
import type { Meaning } from './members.ts';
import { momentInWords } from './moment-in-words.ts';
import type { Members } from './read-pasted.ts';

interface MembersTableProps {
  /** What the table is called for screen readers. */
  readonly name: string;
  readonly members: Members;
  readonly meanings: ReadonlyMap<string, Meaning>;
}

/** What each member says, what it means, and where that is laid down. */
export function MembersTable({ name, members, meanings }: MembersTableProps): ReactElement {
  return (
    <Table aria-label={name} layout="fixed" verticalSpacing={6} horizontalSpacing="xs">
      <Table.Tbody>
        {Object.entries(members).map(([member, value]) => (
          <Table.Tr key={member}>
            <Table.Th scope="row" w="28%" style={MEMBER_NAME}>
              <Code>{member}</Code>
            </Table.Th>
            <Table.Td style={MEMBER_VALUE}>
              <Value value={value} />
              <MomentOf name={member} value={value} />
              <MeaningOf meaning={meanings.get(member)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const MEMBER_NAME = { verticalAlign: 'top', overflowWrap: 'anywhere' } as const;
const MEMBER_VALUE = { overflowWrap: 'anywhere' } as const;

function Value({ value }: { readonly value: unknown }): ReactElement {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return (
    <Text size="sm" ff="monospace" style={{ whiteSpace: 'pre-wrap' }}>
      {text === '' ? '(empty)' : text}
    </Text>
  );
}

interface MomentOfProps {
  readonly name: string;
  readonly value: unknown;
}

function MomentOf({ name, value }: MomentOfProps): ReactElement | null {
  const moment = momentInWords(name, value, useNow());
  if (moment === undefined) return null;
  return (
    <Text size="sm" fw={600}>
      {moment.words}{' '}
      <Text span inherit fw={400} c="dimmed">
        (<time dateTime={moment.date.toISOString()}>{moment.date.toUTCString()}</time>)
      </Text>
    </Text>
  );
}

function MeaningOf({ meaning }: { readonly meaning: Meaning | undefined }): ReactElement {
  if (meaning === undefined) {
    return (
      <Text size="xs" c="dimmed">
        No standard that this page knows defines it.
      </Text>
    );
  }
  const { sentence, source } = meaning;
  return (
    <Text size="xs" c="dimmed">
      {sentence}{' '}
      {'rfc' in source ? (
        <RfcLink {...source} />
      ) : (
        <Anchor
          href={`https://openid.net/specs/openid-connect-core-1_0.html#${source.openId}`}
          target="_blank"
          rel="noreferrer"
          inherit
          underline="always"
        >
          OpenID Connect Core
        </Anchor>
      )}
    </Text>
  );
}
