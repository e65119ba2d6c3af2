import { Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { PartHeading } from '../look/part-heading.tsx';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { AttackGrid } from './attack-grid.tsx';
import { RequestComparison } from './request-comparison.tsx';
import { COMPARE_PARAMETERS, useCompareAddress } from './use-compare-address.ts';

const VIEWS = { request: 'One request', attacks: 'Every attack' } as const;

/** The same on all frameworks: a request, or every attack. */
export function ComparePart(): ReactElement {
  const { query, choose } = useCompareAddress();
  const said = query.get('view');
  const view = said === 'attacks' ? 'attacks' : 'request';
  return (
    <>
      <PartHeading title="Compare" shared={COMPARE_PARAMETERS}>
        The same API runs on Express, Koa, Hono and tRPC. Whatever is asked of it, each must answer
        the same.
      </PartHeading>
      <UnknownAddress what="view" said={said} known={Object.keys(VIEWS)} shown={VIEWS[view]} />
      <Tabs value={view} onChange={(value) => choose('view', value ?? view)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="request">{VIEWS.request}</Tabs.Tab>
          <Tabs.Tab value="attacks">{VIEWS.attacks}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="request">
          <RequestComparison />
        </Tabs.Panel>
        <Tabs.Panel value="attacks">
          <AttackGrid />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
