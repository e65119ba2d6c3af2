import { Alert, Button, Collapse, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import { useEvents } from '../events/events.tsx';
import { API_NAMES } from '../look/api-names.ts';
import { JsonBlock } from '../look/json-block.tsx';
import { CallView } from '../send/call-view.tsx';
import type { Call } from '../send/send.ts';
import { statusInWords } from '../send/status-words.ts';
import { behindCall } from './behind-call.ts';
import { chainOf } from './chain.ts';
import { ChainView } from './chain-view.tsx';
import { ClaimsComparison } from './claims-comparison.tsx';
import { DownstreamView } from './downstream-view.tsx';
import { answerOf } from './exchange-answer.ts';
import { failureInWords } from './failure-words.ts';
import type { Outcome } from './use-exchange.ts';

/** What came of an exchange: who took part, what the new token says, and what it cost. */
export function ExchangeResult({ outcome }: { readonly outcome: Outcome }): ReactElement {
  const { exchange, call, time } = outcome;
  const { events } = useEvents();
  const behind = behindCall(events, time);
  const failure = failureInWords(exchange, call);
  const answer = answerOf(call);
  const before = call.decisions[0]?.auth?.claims;
  const after = behind.archive?.auth?.claims;
  const rest = (
    <>
      <Section title="What happened behind the API">
        <DownstreamView outcome={outcome} behind={behind} />
      </Section>
      {failure === undefined && (
        <Section title="What came of it">
          <JsonBlock value={answer} label="The answer" />
        </Section>
      )}
    </>
  );
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        The {API_NAMES[time.framework]} API answered {statusInWords(call.answer.status)}.
      </Text>
      {failure === undefined ? (
        <Section title="Who takes part">
          <ChainView links={chainOf(exchange, call, answer)} />
        </Section>
      ) : (
        <Alert color="red" variant="light" title="Nothing was exchanged">
          {failure}
        </Alert>
      )}
      <SimpleGrid type="container" cols={{ base: 1, '50rem': 2 }} spacing="md">
        {after !== undefined && (
          <div>
            <Section title="What the new token says">
              <ClaimsComparison before={before} after={after} />
            </Section>
          </div>
        )}
        {after === undefined ? rest : <Stack gap="md">{rest}</Stack>}
      </SimpleGrid>
      <WholeCall call={call} />
    </Stack>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <Paper component="section" withBorder p="md" miw={0} aria-label={title}>
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function WholeCall({ call }: { readonly call: Call }): ReactElement {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button size="xs" variant="default" onClick={toggle} aria-expanded={isOpen} mb="sm">
        {isOpen ? 'Hide the whole call' : 'Show the whole call'}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <CallView call={call} order={2} />}</Collapse>
    </div>
  );
}
