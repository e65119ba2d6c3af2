import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Failure } from '../look/failure.tsx';
import { QuestionForm } from './question-form.tsx';
import { Replies } from './replies.tsx';
import { useComparison } from './use-comparison.ts';

/** One request, sent to all four APIs, and the answers side by side. */
export function RequestComparison(): ReactElement {
  const { isBusy, replies, failure, ask } = useComparison();
  return (
    <>
      <QuestionForm isBusy={isBusy} onAsk={(question) => void ask(question)} />
      {failure !== undefined && <Failure title="Nothing was sent" error={failure} />}
      <Replies replies={replies} />
      {replies.length === 0 && (
        <Text size="sm" mt="md">
          Nothing was sent yet. Choose what to ask, and the four answers will stand here.
        </Text>
      )}
    </>
  );
}
