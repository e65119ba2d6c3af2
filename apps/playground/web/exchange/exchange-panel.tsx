import { Code, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Failure } from '../look/failure.tsx';
import { RfcLink } from '../look/rfc-link.tsx';
import { useSession } from '../session/session.tsx';
import { useFocusOnToken } from '../sign-in/use-focus-on-token.ts';
import { CallerNotice } from './caller-notice.tsx';
import { ExchangeForm } from './exchange-form.tsx';
import { ExchangeResult } from './exchange-result.tsx';
import type { ExchangeId } from './exchanges.ts';
import { EXCHANGES } from './exchanges.ts';
import { useExchange } from './use-exchange.ts';

/** One exchange: what it is, what goes in, and what came of it. */
export function ExchangePanel({ exchange }: { readonly exchange: ExchangeId }): ReactElement {
  const { title, sentence, method, source } = EXCHANGES[exchange];
  const { credential } = useSession();
  const { isBusy, outcome, failure, run } = useExchange(exchange);
  const button = useFocusOnToken<HTMLButtonElement>();
  const isReady = exchange === 'legacy' || credential !== undefined;
  return (
    <Stack gap="md">
      <Paper component="section" withBorder p="md" miw={0}>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text size="sm" mt={4} maw="80ch">
          {sentence}
        </Text>
        <Text size="sm" c="dimmed" mt={4} mb="sm">
          In code: <Code>{method}</Code>. <RfcLink {...source} />
        </Text>
        {exchange !== 'legacy' && <CallerNotice exchange={exchange} />}
        {isReady && (
          <ExchangeForm exchange={exchange} isBusy={isBusy} onRun={run} buttonRef={button} />
        )}
      </Paper>
      {failure !== undefined && <Failure title="There is no answer" error={failure} />}
      {outcome !== undefined && <ExchangeResult outcome={outcome} />}
    </Stack>
  );
}
