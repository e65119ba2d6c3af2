import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { CallView } from '../send/call-view.tsx';
import type { Call } from '../send/send.ts';

interface AttackCallsProps {
  readonly calls: readonly Call[];
  /** Of the headings: one more than that of the heading above. */
  readonly order: 3 | 4;
}

/** Everything that an attack sent, and what came back: the attack itself is the last. */
export function AttackCalls({ calls, order }: AttackCallsProps): ReactElement {
  return (
    <Stack gap="md" mt="sm">
      {calls.map((call, index) => {
        const title = index === calls.length - 1 ? 'The attack' : 'A good request before it';
        return (
          <section key={index} aria-label={title}>
            <Text size="sm" fw={650} mb={4}>
              {title}
            </Text>
            <CallView call={call} order={order} />
          </section>
        );
      })}
    </Stack>
  );
}
