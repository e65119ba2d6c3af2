import { Anchor, Drawer, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { AttackCalls } from '../attack/attack-calls.tsx';
import { AttackState } from '../attack/attack-state.tsx';
import type { Job } from '../attack/run-attack.ts';
import { attackHref } from '../attack/use-attack-address.ts';
import type { AttackRuns } from '../attack/use-attack-runs.ts';
import { API_NAMES } from '../look/api-names.ts';
import { RfcLink } from '../look/rfc-link.tsx';

interface OutcomeDrawerProps extends Pick<AttackRuns, 'runOf'> {
  /** The attack to show; none closes the drawer. */
  readonly job: Job | undefined;
  readonly onClose: () => void;
}

/** Everything about one attack on one framework, beside the table. */
export function OutcomeDrawer({ job, runOf, onClose }: OutcomeDrawerProps): ReactElement {
  return (
    <Drawer
      opened={job !== undefined}
      onClose={onClose}
      position="right"
      size="52rem"
      title={job && `${job.attack.title}, on ${API_NAMES[job.framework]}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {job && <Outcome job={job} runOf={runOf} />}
    </Drawer>
  );
}

function Outcome({ job, runOf }: { readonly job: Job } & Pick<AttackRuns, 'runOf'>): ReactElement {
  const { attack, framework } = job;
  const run = runOf(job);
  return (
    <Stack gap="xs">
      <Text size="sm">{attack.tries}</Text>
      <Text size="sm" c="dimmed">
        {attack.must} <RfcLink {...attack.source} />
      </Text>
      <AttackState run={run} />
      <Anchor
        component={Link}
        size="sm"
        underline="always"
        href={attackHref({ framework, attackId: attack.id })}
      >
        Try this attack alone
      </Anchor>
      {run !== undefined && 'calls' in run && <AttackCalls calls={run.calls} order={3} />}
    </Stack>
  );
}
