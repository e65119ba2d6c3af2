import { Button, Group, List, Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { Failure } from '../look/failure.tsx';
import type { StepResult } from './run-scenario.ts';
import type { Scenario, Step } from './scenarios.ts';
import { stepInWords } from './scenarios.ts';
import { useScenario } from './use-scenario.ts';

interface ScenarioStepsProps {
  readonly scenario: Scenario;
  readonly onPlay: () => void;
}

/** The steps of a scenario: what must come, and what came. */
export function ScenarioSteps({ scenario, onPlay }: ScenarioStepsProps): ReactElement {
  const { results, isRunning, failure, play } = useScenario(scenario);
  const { steps, shows } = scenario;
  return (
    <>
      <Text size="sm">{shows}</Text>
      <Group mt="xs" gap="sm">
        <Button
          size="xs"
          aria-disabled={isRunning}
          onClick={() => {
            onPlay();
            void play();
          }}
        >
          {isRunning ? 'Playing' : 'Play'}
        </Button>
        <Text size="sm" fw={600} role="status">
          {outcome(results, steps.length)}
        </Text>
      </Group>
      {failure !== undefined && <Failure title="It could not go on" error={failure} />}
      <List type="ordered" size="sm" mt="sm" spacing={6}>
        {steps.map((step, index) => (
          <List.Item key={`${index} ${step.does}`}>
            <StepText step={step} result={results[index]} />
          </List.Item>
        ))}
      </List>
    </>
  );
}

function StepText({
  step,
  result,
}: {
  readonly step: Step;
  readonly result: StepResult | undefined;
}): ReactElement {
  if (step.does !== 'send') {
    return (
      <>
        {stepInWords(step)} {result && <Came {...result} />}
      </>
    );
  }
  return (
    <>
      {stepInWords(step)}
      <Text size="sm" c="dimmed">
        Must come: {step.must.status}. {step.must.because}
      </Text>
      {result && <Came {...result} />}
    </>
  );
}

function Came({ came, isAsExpected }: StepResult): ReactElement {
  const isWrong = isAsExpected === false;
  return (
    <Text span size="sm" fw={500} {...(isWrong && { c: 'var(--mantine-color-error)' })}>
      {isWrong ? '✗ Not what must come: ' : '✓ '}
      {came ?? <VisuallyHidden>Done</VisuallyHidden>}
    </Text>
  );
}

function outcome(results: readonly StepResult[], count: number): string {
  if (results.length === 0) return '';
  if (results.length < count) return `Step ${results.length} of ${count} is done.`;
  const wrong = results.filter(({ isAsExpected }) => isAsExpected === false).length;
  return wrong === 0 ? 'All came as it must.' : `${wrong} did not come as it must.`;
}
