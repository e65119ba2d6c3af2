import { Alert, SimpleGrid, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { OPERATIONS } from '../../server/operations.ts';
import { API_NAMES } from '../look/api-names.ts';
import { ReplyCard } from './reply-card.tsx';
import type { Comparison } from './same-answers.ts';
import { compareReplies } from './same-answers.ts';
import type { Answered, Question } from './use-comparison.ts';

interface RepliesProps {
  readonly answered: Answered | undefined;
  /** Whether other answers are under way. */
  readonly isBusy: boolean;
}

/** What all APIs answered, and whether it is the same. */
export function Replies({ answered, isBusy }: RepliesProps): ReactElement {
  const { question, replies = [] } = answered ?? {};
  const comparisons = compareReplies(replies);
  return (
    <>
      <div role="status">
        {isBusy && (
          <Text size="sm" mt="md">
            Under way to all four.
          </Text>
        )}
        {!isBusy && comparisons.length > 0 && <Summary comparisons={comparisons} />}
      </div>
      {question !== undefined && (
        <Text size="sm" mt="md">
          {inWords(question)}
        </Text>
      )}
      {replies.length > 0 && (
        <SimpleGrid
          type="container"
          cols={{ base: 1, '36rem': 2, '56rem': 4 }}
          mt="md"
          spacing="sm"
          verticalSpacing="sm"
        >
          {replies.map((reply) => (
            <ReplyCard key={reply.framework} reply={reply} />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}

// The form above may say something else by now.
function inWords({ operation, with: kind }: Question): string {
  const title = OPERATIONS.find(({ id }) => id === operation)?.title;
  return `The answers to “${title}”, sent with ${WITH_WORDS[kind]}:`;
}

const WITH_WORDS: Readonly<Record<Question['with'], string>> = {
  token: 'the current token',
  fresh: 'a new token of a machine',
  none: 'no token',
};

function Summary({ comparisons }: { readonly comparisons: readonly Comparison[] }): ReactElement {
  const differing = comparisons.filter(({ differences }) => differences.length > 0);
  if (differing.length === 0) {
    return (
      <Alert mt="md" color="green" title="✓ The same everywhere">
        Status, challenge and body are the same, byte for byte. Of tRPC, which puts its own envelope
        around every body, status and challenge are compared.
      </Alert>
    );
  }
  return (
    <Alert mt="md" color="red" title="✗ Not the same everywhere">
      {differing.map(({ framework, from, differences }) => (
        <Text key={framework} size="sm">
          {API_NAMES[framework]} differs from {API_NAMES[from]}: {differences.join(', ')}.
        </Text>
      ))}
    </Alert>
  );
}
