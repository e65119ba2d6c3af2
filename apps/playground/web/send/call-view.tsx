import { Badge, Code, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { REQUEST_ID_FIELD } from '../../server/control/protocol.ts';
import { JsonBlock, TextBlock } from '../look/json-block.tsx';
import { ChallengeList, Explained } from './challenge-list.tsx';
import { DecisionList } from './decision-list.tsx';
import { FieldList } from './field-list.tsx';
import { parseChallenges } from './parse-challenges.ts';
import type { Call } from './send.ts';
import { fieldOf } from './send.ts';
import { statusInWords, whyNoChallenge } from './status-words.ts';
import { StepBars } from './step-bars.tsx';

interface CallViewProps {
  readonly call: Call;
  /** Of its headings: one more than that of the heading above. */
  readonly order?: 2 | 3 | 4 | undefined;
}

/** Everything about one call: what was sent, what came back and what that means, and what the API thought. */
export function CallView({ call, order = 3 }: CallViewProps): ReactElement {
  const { answer, decisions, steps } = call;
  const challenges = parseChallenges(fieldOf(answer, 'www-authenticate') ?? '');
  const why = whyNoChallenge(answer);
  return (
    <SimpleGrid type="container" cols={{ base: 1, '44rem': 2 }} spacing="sm" verticalSpacing="sm">
      <Stack gap="sm">
        <Section title="Request" order={order}>
          <SentRequest call={call} />
        </Section>
        <Section title="Response" order={order}>
          <Answer call={call} />
        </Section>
      </Stack>
      <Stack gap="sm">
        {challenges.length > 0 && (
          <Section title="What the challenge says" order={order}>
            <ChallengeList challenges={challenges} />
          </Section>
        )}
        {why !== undefined && (
          <Section title="Why there is no challenge" order={order}>
            <Explained meaning={why} />
          </Section>
        )}
        <Section title="What the API saw" order={order}>
          <DecisionList decisions={decisions} />
        </Section>
        <Section title="Time of each step" order={order}>
          <StepBars steps={steps} />
        </Section>
      </Stack>
    </SimpleGrid>
  );
}

interface SectionProps {
  readonly order: NonNullable<CallViewProps['order']>;
  readonly title: string;
  readonly children: ReactNode;
}

function Section({ title, order, children }: SectionProps): ReactElement {
  return (
    <Paper component="section" withBorder p="sm" miw={0}>
      <Title order={order} size="h5" mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

type OfCall = Pick<CallViewProps, 'call'>;

function SentRequest({ call }: OfCall): ReactElement {
  const { method, url, headers, body } = call.request;
  return (
    <Stack gap="xs">
      <Code block style={{ whiteSpace: 'pre-wrap' }}>
        {method} {url}
      </Code>
      <FieldList fields={headers} />
      <Text size="xs" c="dimmed">
        By {REQUEST_ID_FIELD} this page finds what the API decided; to the API it says nothing.{' '}
        {call.isRelayed === true
          ? 'The server of the playground sent this for the page, and added Host.'
          : 'The browser adds fields of its own, such as Host, Origin and User-Agent.'}
      </Text>
      {body !== undefined && <Body text={body} label="Body of the request" />}
    </Stack>
  );
}

function Answer({ call }: OfCall): ReactElement {
  const { status, headers, body } = call.answer;
  return (
    <Stack gap="xs">
      <Badge color={status < 400 ? 'green' : 'red'} variant="light" size="lg" tt="none">
        {statusInWords(status)}
      </Badge>
      {headers.length > 0 && <FieldList fields={headers} />}
      {call.isRelayed !== true && (
        <Text size="xs" c="dimmed">
          A page of another origin sees only the fields that the API exposes to it (CORS). There may
          be more.
        </Text>
      )}
      <Body text={body} label="Body of the response" />
    </Stack>
  );
}

function Body({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  if (text === '') return <Text size="sm">No body.</Text>;
  try {
    return <JsonBlock value={JSON.parse(text)} label={label} />;
  } catch {
    return <TextBlock text={text} label={label} />;
  }
}
