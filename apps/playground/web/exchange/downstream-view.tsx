import { Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DecisionEvent, FetchEvent } from '../../server/control/protocol.ts';
import { useEvents } from '../events/events.tsx';
import { textOrEmpty } from '../look/text-or-empty.ts';
import { RefusalFacts } from '../send/decision-list.tsx';
import { Facts } from '../send/facts.tsx';
import type { StepTime } from '../send/send.ts';
import { StepBars } from '../send/step-bars.tsx';
import type { BehindCall } from './behind-call.ts';
import type { Outcome } from './use-exchange.ts';

interface DownstreamViewProps {
  readonly outcome: Outcome;
  readonly behind: BehindCall;
}

/** What the API asked of others to answer, what they decided, and how long it took. */
export function DownstreamView({ outcome, behind }: DownstreamViewProps): ReactElement {
  const { tokenRequest, archive } = behind;
  const { isConnected } = useEvents();
  return (
    <Stack gap="sm">
      {!isConnected && (
        <Text size="sm">The line to the playground is cut: what it tells is missing here.</Text>
      )}
      <StepBars steps={stepsOf(outcome, behind)} />
      {tokenRequest === undefined ? (
        <Text size="sm">The authorization server was not asked for a new token.</Text>
      ) : (
        <TokenRequest request={tokenRequest} />
      )}
      {archive !== undefined && <ArchiveDecision decision={archive} />}
    </Stack>
  );
}

function stepsOf({ call }: Outcome, { tokenRequest, archive }: BehindCall): readonly StepTime[] {
  const exchanged = tokenRequest && { name: 'of that, the token request', ms: tokenRequest.ms };
  const verified = archive && { name: 'of that, the archive verifies', ms: archive.ms };
  return [...call.steps, exchanged, verified].filter((step) => step !== undefined);
}

function TokenRequest({
  request: { url, status },
}: {
  readonly request: FetchEvent;
}): ReactElement {
  return (
    <Facts
      facts={[
        ['Exchange', `POST ${url}`],
        ['Answer', status === undefined ? 'none' : String(status)],
      ]}
    />
  );
}

function ArchiveDecision({ decision }: { readonly decision: DecisionEvent }): ReactElement {
  const { method, path, auth, refusal } = decision;
  return (
    <>
      <Facts
        facts={[
          ['Call', `${method} ${path} of the archive`],
          ['Decision', refusal === undefined ? '✓ accepted' : '✗ refused'],
          ...(auth === undefined
            ? []
            : [
                ['Subject', textOrEmpty(auth.claims['sub']) || 'unknown'] as const,
                ['Client', auth.clientId] as const,
                ['Scopes', auth.scopes.join(', ')] as const,
              ]),
        ]}
      />
      {refusal !== undefined && <RefusalFacts refusal={refusal} />}
    </>
  );
}
