import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
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
    case 'failed':
      return <Signed isGood={false}>{run.error.message}</Signed>;
    case 'answered':
      return <Signed isGood={run.verdict.isExpected}>{run.verdict.sentence}</Signed>;
  }
}

function Signed({
  isGood,
  children,
}: {
  readonly isGood: boolean;
  readonly children: string;
}): ReactElement {
  return (
    <div className={classes['sentence']} data-good={isGood || undefined}>
      <span aria-hidden="true">{isGood ? '✓' : '✗'}</span>
      <Text size="sm" fw={600}>
        {isGood ? children : `Wrong: ${children}`}
      </Text>
    </div>
  );
}
