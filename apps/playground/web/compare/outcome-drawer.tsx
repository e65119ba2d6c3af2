import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { AttackCalls } from '../attack/attack-calls.tsx';
import { attackHref } from '../attack/attack-href.ts';
import { AttackState } from '../attack/attack-state.tsx';
import type { Job, Run } from '../attack/run-attack.ts';
import type { AttackRuns } from '../attack/use-attack-runs.ts';
import { API_NAMES } from '../look/api-names.ts';
import { BusyButton } from '../look/busy-button.tsx';
import { RfcLink } from '../look/rfc-link.tsx';

interface OutcomeDrawerProps extends Pick<AttackRuns, 'runOf'> {
  /** The attack to show; none closes the drawer. */
  readonly job: Job | undefined;
  readonly onTry: (job: Job) => void;
  readonly onClose: () => void;
}

/** Everything about one attack on one framework, beside the table. */
export function OutcomeDrawer({ job, runOf, onTry, onClose }: OutcomeDrawerProps): ReactElement {
  return (
    <Drawer
      opened={job !== undefined}
      onClose={onClose}
      position="right"
      size="52rem"
      title={job && `${job.attack.title}, on ${API_NAMES[job.framework]}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {job && <Outcome job={job} run={runOf(job)} onTry={() => onTry(job)} />}
    </Drawer>
  );
}

interface OutcomeProps {
  readonly job: Job;
  readonly run: Run | undefined;
  readonly onTry: () => void;
}

function Outcome({ job, run, onTry }: OutcomeProps): ReactElement {
  const { attack, framework } = job;
  const isBusy = run?.kind === 'waiting' || run?.kind === 'running';
  return (
    <Stack gap="xs">
      <Text size="sm">{attack.tries}</Text>
      <Text size="sm" c="dimmed">
        {attack.must} <RfcLink {...attack.source} />
      </Text>
      <AttackState run={run} />
      <Group gap="md">
        <BusyButton size="compact-sm" variant="default" isBusy={isBusy} onClick={onTry}>
          Try it again
        </BusyButton>
        <Anchor
          component={Link}
          size="sm"
          underline="always"
          href={attackHref(framework, attack.id)}
        >
          See it in Attack
        </Anchor>
      </Group>
      {run !== undefined && 'calls' in run && <AttackCalls calls={run.calls} order={3} />}
    </Stack>
  );
}
