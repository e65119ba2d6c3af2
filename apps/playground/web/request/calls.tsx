import { Tabs, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { API_NAMES } from '../look/api-names.ts';
import { CallView } from '../send/call-view.tsx';
import type { Call } from '../send/send.ts';
import { statusInWords } from '../send/status-words.ts';

interface CallsProps {
  readonly calls: readonly Call[];
  /** Whether the form says something else by now. */
  readonly isEarlier: boolean;
}

/** What came of a request: one call, or the one that was refused for want of a nonce, and the one after it. */
export function Calls({ calls, isEarlier }: CallsProps): ReactElement | null {
  const last = calls.at(-1);
  if (last === undefined) return null;
  const [first] = calls;
  return (
    <section aria-labelledby="answer">
      <Title order={2} size="h4" id="answer" mb="xs">
        {answerInWords(last)}
      </Title>
      {isEarlier && (
        <Text size="sm" mb="xs">
          This came of an earlier request. The form has changed since: press Send for a new answer.
        </Text>
      )}
      {first === undefined || first === last ? (
        <CallView call={last} />
      ) : (
        <Tabs defaultValue="second" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="first">1. Refused for its nonce: {first.answer.status}</Tabs.Tab>
            <Tabs.Tab value="second">2. With the nonce: {last.answer.status}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="first">
            <CallView call={first} />
          </Tabs.Panel>
          <Tabs.Panel value="second">
            <CallView call={last} />
          </Tabs.Panel>
        </Tabs>
      )}
    </section>
  );
}

/** Says in a line what came. */
export function answerInWords({ request, answer }: Call): string {
  return `${API_NAMES[request.framework]} answered ${statusInWords(answer.status)}`;
}
