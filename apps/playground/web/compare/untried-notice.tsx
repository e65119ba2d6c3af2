import { Alert, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Job } from '../attack/run-attack.ts';
import type { AttackRuns } from '../attack/use-attack-runs.ts';
import { WayOn } from '../sign-in/no-token.tsx';

interface UntriedNoticeProps extends Pick<AttackRuns, 'runOf'> {
  readonly jobs: readonly Job[];
}

/** Says that attacks could not be tried, and why: each reason once. */
export function UntriedNotice({ jobs, runOf }: UntriedNoticeProps): ReactElement {
  const reasons = jobs.flatMap((job) => {
    const run = runOf(job);
    return run?.kind === 'untried' ? [run.error.message] : [];
  });
  return (
    <Alert mb="md" role="alert" title={`! Could not be tried: ${jobs.length}`}>
      {[...new Set(reasons)].map((reason) => (
        <Text key={reason} size="sm">
          {reason}
        </Text>
      ))}
      <Text size="sm">
        <WayOn to="/outage">See whether the authorization server is switched off</WayOn>, then run
        them again.
      </Text>
    </Alert>
  );
}
