import { Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { PartHeading } from '../look/part-heading.tsx';
import { AttackGrid } from './attack-grid.tsx';
import { RequestComparison } from './request-comparison.tsx';

/** The same on all frameworks: a request, or every attack. */
export function ComparePart(): ReactElement {
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') === 'attacks' ? 'attacks' : 'request';
  return (
    <>
      <PartHeading title="Compare" isShared>
        The same API runs on Express, Koa, Hono and tRPC. Whatever is asked of it, each must answer
        the same.
      </PartHeading>
      <Tabs
        value={view}
        onChange={(value) => setSearch({ view: value ?? view }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="request">One request</Tabs.Tab>
          <Tabs.Tab value="attacks">Every attack</Tabs.Tab>
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
