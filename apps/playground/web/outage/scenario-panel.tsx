import { Card, Tabs, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { ScenarioSteps } from './scenario-steps.tsx';
import { SCENARIOS } from './scenarios.ts';

interface ScenarioPanelProps {
  /** Told when a scenario begins, because nothing else may be sent meanwhile. */
  readonly onPlay: () => void;
}

/** Plays what can happen to an authorization server; the address says which one is chosen. */
export function ScenarioPanel({ onPlay }: ScenarioPanelProps): ReactElement {
  const [search, setSearch] = useSearchParams();
  const [first] = SCENARIOS;
  const said = search.get('scenario');
  const chosen = SCENARIOS.find(({ id }) => id === said) ?? first;
  return (
    <Card withBorder component="section" aria-labelledby="outage-scenarios">
      <Title order={2} size="h4" id="outage-scenarios">
        Scenarios
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="xs">
        Each does its steps one after the other, and compares what comes with what must come.
      </Text>
      <UnknownAddress
        what="scenario"
        said={said}
        known={SCENARIOS.map(({ id }) => id)}
        shown={chosen?.title}
      />
      <Tabs
        value={chosen?.id ?? null}
        onChange={(id) => setSearch({ scenario: id ?? '' }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List aria-labelledby="outage-scenarios">
          {SCENARIOS.map(({ id, title }) => (
            <Tabs.Tab key={id} value={id}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {SCENARIOS.map((scenario) => (
          <Tabs.Panel key={scenario.id} value={scenario.id} pt="sm">
            <ScenarioSteps scenario={scenario} onPlay={onPlay} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Card>
  );
}
