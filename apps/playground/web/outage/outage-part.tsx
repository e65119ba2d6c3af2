import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { PartHeading } from '../look/part-heading.tsx';
import { ProbePanel } from './probe-panel.tsx';
import { Promises } from './promises.tsx';
import { ScenarioPanel } from './scenario-panel.tsx';
import { ServerPanel } from './server-panel.tsx';
import { Timeline } from './timeline.tsx';
import { useAuthorizationServer } from './use-authorization-server.ts';
import { useProbes } from './use-probes.ts';

/** Switches the authorization server off and on, changes its keys, and shows what the APIs answer meanwhile. */
export function OutagePart(): ReactElement {
  const server = useAuthorizationServer();
  const probes = useProbes();
  return (
    <>
      <PartHeading title="Outage" shared={['scenario']}>
        Switch the authorization server off, change its keys, and watch the APIs: known keys serve
        on, and a token that nobody can judge gets 503, never 401.
      </PartHeading>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Stack>
          <ServerPanel server={server} />
          <ProbePanel probes={probes} />
          <Promises />
        </Stack>
        <ScenarioPanel onPlay={() => probes.setRepeating(false)} />
      </SimpleGrid>
      <Stack mt="md">
        <Timeline />
      </Stack>
    </>
  );
}
