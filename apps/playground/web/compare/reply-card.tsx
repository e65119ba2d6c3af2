import { Badge, Card, Group, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { API_NAMES } from '../look/api-names.ts';
import { Failure } from '../look/failure.tsx';
import { TextBlock } from '../look/json-block.tsx';
import type { ApiAnswer } from '../send/send.ts';
import { fieldOf } from '../send/send.ts';
import { statusInWords } from '../send/status-words.ts';
import type { Reply } from './same-answers.ts';

/** What one API answered. */
export function ReplyCard({ reply }: { readonly reply: Reply }): ReactElement {
  const name = API_NAMES[reply.framework];
  return (
    <Card component="section" withBorder p="sm" miw={0} aria-label={name}>
      <Title order={2} size="h5" mb="xs">
        {name}
      </Title>
      {'answer' in reply ? (
        <Answer answer={reply.answer} name={name} />
      ) : (
        <Failure title="No answer" error={reply.failure} />
      )}
    </Card>
  );
}

interface AnswerProps {
  readonly answer: ApiAnswer;
  readonly name: string;
}

function Answer({ answer, name }: AnswerProps): ReactElement {
  const challenge = fieldOf(answer, 'www-authenticate');
  return (
    <>
      <Group>
        <Badge color={answer.status < 400 ? 'green' : 'red'} variant="light" size="lg" tt="none">
          {statusInWords(answer.status)}
        </Badge>
      </Group>
      <Text size="sm" mt="xs" mb={4}>
        Challenge
      </Text>
      {challenge === undefined ? (
        <Text size="sm" c="dimmed">
          None
        </Text>
      ) : (
        <TextBlock text={challenge} label={`Challenge of ${name}`} />
      )}
      <Text size="sm" mt="xs" mb={4}>
        Body
      </Text>
      <TextBlock text={answer.body} label={`Body of ${name}`} />
    </>
  );
}
