import { Code, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { API_NAMES } from '../look/api-names.ts';
import { BusyButton } from '../look/busy-button.tsx';
import { Failure } from '../look/failure.tsx';
import { FrameworkChoice } from '../look/framework-choice.tsx';
import { frameworkOf } from '../look/framework-of.ts';
import { CallView } from '../send/call-view.tsx';
import { notReached } from '../send/not-reached.ts';
import type { Call } from '../send/send.ts';
import { apiRequest, send } from '../send/send.ts';
import { statusInWords } from '../send/status-words.ts';
import { useSetting } from '../setting/setting.tsx';
import type { AtHand, Sending } from './pasted-fields.ts';
import { pastedFields, sendingOf } from './pasted-fields.ts';
import type { Reading } from './read-pasted.ts';

const WAYS: Readonly<Record<Sending, string>> = {
  proof: 'with the access token above',
  bound: 'with a new proof by the key of this page',
  bearer: 'as a Bearer token',
};

interface AskTheApiProps {
  readonly reading: Reading;
  readonly atHand: AtHand;
}

/** Sends what was pasted to one of the APIs, when it is asked to. */
export function AskTheApi({ reading, atHand }: AskTheApiProps): ReactElement {
  const setting = useSetting();
  const [address, setAddress] = useSearchParams();
  const framework = frameworkOf(address);
  const [call, setCall] = useState<Call>();
  const [failure, setFailure] = useState<Error>();
  const [isBusy, setBusy] = useState(false);

  const askNow = async (): Promise<Call> => {
    const request = apiRequest(setting, { framework, operation: 'whoami' });
    return send({ ...request, headers: await pastedFields(request, reading, atHand) });
  };
  const ask = (): void => {
    setBusy(true);
    setFailure(undefined);
    setCall(undefined);
    askNow()
      .then(setCall, (error: unknown) => setFailure(notReached(error, framework)))
      .finally(() => setBusy(false));
  };

  return (
    <Paper component="section" withBorder p="md" mt="md" miw={0} aria-labelledby="asked">
      <Title order={2} size="h4" id="asked">
        What the API says
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        This sends it to the {API_NAMES[framework]} API on this machine: <Code>GET /whoami</Code>,{' '}
        {WAYS[sendingOf(reading, atHand)]}.
      </Text>
      <Group align="end" gap="sm">
        <FrameworkChoice
          framework={framework}
          onChoose={(chosen) => setAddress({ framework: chosen }, { replace: true })}
        />
        <BusyButton onClick={ask} isBusy={isBusy}>
          Ask the API
        </BusyButton>
      </Group>
      <Text size="sm" role="status" my="sm">
        {call !== undefined &&
          `${API_NAMES[call.request.framework]} answered: ${statusInWords(call.answer.status)}`}
      </Text>
      {failure !== undefined && <Failure title="There is no answer" error={failure} />}
      {call !== undefined && <CallView call={call} />}
    </Paper>
  );
}
