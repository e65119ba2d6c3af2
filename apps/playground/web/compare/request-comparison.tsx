import { Box, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { NoToken } from '../sign-in/no-token.tsx';
import { QuestionForm } from './question-form.tsx';
import { Replies } from './replies.tsx';
import { useComparison } from './use-comparison.ts';

/** One request, sent to all four APIs, and the answers side by side. */
export function RequestComparison(): ReactElement {
  const { isBusy, answered, failure, ask } = useComparison();
  const isFresh = !isBusy && answered === undefined && failure === undefined;
  return (
    <>
      <QuestionForm isBusy={isBusy} onAsk={(question) => void ask(question)} />
      {isFresh && (
        <Text size="sm" mt="md">
          Nothing was sent yet. Choose what to ask, and the four answers will stand here.
        </Text>
      )}
      {failure !== undefined && (
        <Box mt="md">
          <NoToken failure={failure}>Nothing was sent.</NoToken>
        </Box>
      )}
      <Replies answered={answered} isBusy={isBusy} />
    </>
  );
}
