import { Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { WayOn } from '../sign-in/no-token.tsx';
import classes from './attack-state.module.css';
import type { Run } from './run-attack.ts';

/** What came of an attack, in a sentence with a sign. Screen readers say it when it comes. */
export function AttackState({ run }: { readonly run: Run | undefined }): ReactElement {
  return <div role="status">{run !== undefined && <Sentence run={run} />}</div>;
}

function Sentence({ run }: { readonly run: Run }): ReactElement {
  switch (run.kind) {
    case 'waiting':
      return <Text size="sm">Waits for its turn.</Text>;
    case 'running':
      return <Text size="sm">Under way.</Text>;
    case 'untried':
      return (
        <Signed look="untried">
          Could not be tried: {run.error.message}{' '}
          <WayOn to="/outage">See whether the authorization server is switched off</WayOn>.
        </Signed>
      );
    case 'unanswered':
      return <Signed look="wrong">Wrong: {run.error.message}</Signed>;
    case 'answered': {
      const { isExpected, sentence } = run.verdict;
      if (isExpected) return <Signed look="good">{sentence}</Signed>;
      return <Signed look="wrong">Wrong: {sentence}</Signed>;
    }
  }
}

const SIGNS = { good: '✓', wrong: '✗', untried: '!' } as const;

interface SignedProps {
  readonly look: keyof typeof SIGNS;
  readonly children: ReactNode;
}

function Signed({ look, children }: SignedProps): ReactElement {
  return (
    <div className={classes['sentence']} data-look={look}>
      <span aria-hidden="true">{SIGNS[look]}</span>
      <Text size="sm" fw={600}>
        {children}
      </Text>
    </div>
  );
}
