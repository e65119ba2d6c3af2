import { Alert, Anchor, List } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Job, Run } from '../attack/run-attack.ts';
import type { AttackRuns } from '../attack/use-attack-runs.ts';
import { API_NAMES } from '../look/api-names.ts';

interface WrongListProps extends Pick<AttackRuns, 'runOf'> {
  readonly jobs: readonly Job[];
  readonly onShow: (job: Job) => void;
}

/** The attacks that did not come out as they must, before everything else. */
export function WrongList({ jobs, runOf, onShow }: WrongListProps): ReactElement {
  return (
    <Alert color="red" mb="md" role="alert" title={`✗ Not as it must be: ${jobs.length}`}>
      <List size="sm" mah="20rem" style={{ overflowY: 'auto' }}>
        {jobs.map((job) => (
          <List.Item key={`${job.framework}/${job.attack.id}`}>
            <Anchor
              component="button"
              c="inherit"
              inherit
              underline="always"
              onClick={() => onShow(job)}
            >
              {job.attack.title}, on {API_NAMES[job.framework]}
            </Anchor>
            : {sentenceOf(runOf(job))}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function sentenceOf(run: Run | undefined): string {
  if (run?.kind === 'unanswered') return run.error.message;
  return run?.kind === 'answered' ? run.verdict.sentence : '';
}
