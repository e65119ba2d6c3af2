import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { useAttackRuns } from '../attack/attack-runs.tsx';
import { ATTACKS } from '../attack/attacks.ts';
import type { Job } from '../attack/run-attack.ts';
import { tally } from '../attack/tally.ts';
import { TallyText } from '../attack/tally-text.tsx';
import { AttackTable } from './attack-table.tsx';
import { OutcomeDrawer } from './outcome-drawer.tsx';
import { UntriedNotice } from './untried-notice.tsx';
import { WrongList } from './wrong-list.tsx';

const JOBS: readonly Job[] = ATTACKS.flatMap((attack) =>
  FRAMEWORKS.map((framework) => ({ attack, framework })),
);

/** Every attack on every framework, as a table that fills as they run. */
export function AttackGrid(): ReactElement {
  const { runOf, isRunning, start, stop } = useAttackRuns();
  const [shown, setShown] = useState<Job>();
  const count = tally(JOBS, runOf);
  const isOver = count.done === count.all;
  return (
    <>
      <Group gap="md" mb="sm">
        {isRunning ? (
          <Button variant="default" onClick={stop}>
            Stop
          </Button>
        ) : (
          <Button onClick={() => start(JOBS)}>
            Run all {ATTACKS.length} on {FRAMEWORKS.length} frameworks
          </Button>
        )}
        <TallyText tally={count} isRunning={isRunning} />
      </Group>
      <Progress
        value={(100 * count.done) / count.all}
        color={count.wrong.length > 0 ? 'red' : 'blue'}
        aria-label="Attacks that were tried"
        mb="md"
      />
      {count.wrong.length > 0 && <WrongList jobs={count.wrong} runOf={runOf} onShow={setShown} />}
      {count.untried.length > 0 && <UntriedNotice jobs={count.untried} runOf={runOf} />}
      {isOver && count.wrong.length === 0 && (
        <Alert color="green" mb="md" title="✓ Every attack was refused as it must be">
          Each of the {count.all} answers has the status, the error and the reason that it must
          have.
        </Alert>
      )}
      <Text size="sm" mb="xs">
        {count.done + count.untried.length === 0
          ? 'Nothing was tried yet. The table fills as the attacks run.'
          : 'A cell opens what was sent, what came back and what the API thought.'}
      </Text>
      <AttackTable runOf={runOf} onShow={setShown} />
      <OutcomeDrawer
        job={shown}
        runOf={runOf}
        onTry={(job) => start([job])}
        onClose={() => setShown(undefined)}
      />
    </>
  );
}
