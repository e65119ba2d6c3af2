import { Badge, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ProbeAnswer } from './probe.ts';

/** Shows an answer: its status, and why. */
export function AnswerText({ answer }: { readonly answer: ProbeAnswer }): ReactElement {
  const { status, reason, retryAfter } = answer;
  return (
    <>
      <Badge color={COLORS[status ?? 0] ?? 'gray'} variant="light" radius="sm">
        {status ?? 'No answer'}
      </Badge>{' '}
      <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
        {status === 200 ? 'accepted' : reason}
        {retryAfter !== undefined && `, retry after ${retryAfter} s`}
      </Text>
    </>
  );
}

const COLORS: Readonly<Record<number, string>> = { 200: 'green', 401: 'red', 503: 'orange' };
