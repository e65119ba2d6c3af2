import {
  Badge,
  Button,
  Group,
  Loader,
  Paper,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Failure } from '../look/failure.tsx';
import { timeInWords } from '../look/time-in-words.ts';
import { useNow } from '../look/use-now.ts';
import { RefusalFacts } from '../send/decision-list.tsx';
import type { Verdict } from './holdfast-in-page.ts';
import type { Judgement } from './use-verdict.ts';

const OUTCOMES = {
  accepted: { color: 'green', words: '✓ Accepted' },
  refused: { color: 'red', words: '✗ Refused' },
  undecided: { color: 'gray', words: '? It cannot tell' },
} as const satisfies Record<Verdict['outcome'], object>;

interface VerdictViewProps {
  readonly judgement: Judgement | undefined;
  readonly onAgain: () => void;
  /** What is judged, and what is not. */
  readonly children: ReactNode;
}

/** What Holdfast says, and when it said so. */
export function VerdictView({ judgement, onAgain, children }: VerdictViewProps): ReactElement {
  return (
    <Paper component="section" withBorder p="md" miw={0} aria-labelledby="verdict">
      <Title order={2} size="h4" id="verdict">
        What Holdfast says
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm">
        {children}
      </Text>
      {judgement === undefined ? (
        <Loader size="sm" aria-label="Holdfast judges" />
      ) : (
        <Judged judgement={judgement} onAgain={onAgain} />
      )}
    </Paper>
  );
}

interface JudgedProps {
  readonly judgement: Judgement;
  readonly onAgain: () => void;
}

function Judged({ judgement: { verdict, failure, at }, onAgain }: JudgedProps): ReactElement {
  const now = useNow();
  return (
    <Stack gap="sm">
      <div role="status">
        {failure !== undefined && <Failure title="Holdfast could not be asked" error={failure} />}
        {verdict !== undefined && <Outcome verdict={verdict} />}
      </div>
      {verdict?.outcome === 'undecided' && (
        <Text size="sm">
          The keys of the authorization server are needed for that. An API answers 503 here, because
          the token may be good.
        </Text>
      )}
      {verdict !== undefined && 'refusal' in verdict && <RefusalFacts refusal={verdict.refusal} />}
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          Judged {timeInWords(at, Math.max(now, at))}.
        </Text>
        <Button size="compact-xs" variant="default" onClick={onAgain}>
          Judge again
        </Button>
      </Group>
    </Stack>
  );
}

function Outcome({ verdict }: { readonly verdict: Verdict }): ReactElement {
  const { color, words } = OUTCOMES[verdict.outcome];
  return (
    <Group gap="xs">
      <Badge color={color} variant="light" size="lg" tt="none">
        {words}
      </Badge>
      {'refusal' in verdict && <VisuallyHidden>{verdict.refusal.message}</VisuallyHidden>}
    </Group>
  );
}
