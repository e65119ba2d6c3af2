import { Alert, SimpleGrid, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { API_NAMES } from '../look/api-names.ts';
import { ReplyCard } from './reply-card.tsx';
import type { Comparison, Reply } from './same-answers.ts';
import { compareReplies } from './same-answers.ts';

/** What all APIs answered, and whether it is the same. */
export function Replies({ replies }: { readonly replies: readonly Reply[] }): ReactElement {
  const comparisons = compareReplies(replies);
  return (
    <>
      <div role="status">{comparisons.length > 0 && <Summary comparisons={comparisons} />}</div>
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
