import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { StepTime } from './send.ts';
import classes from './step-bars.module.css';

/** How long each step took, with a bar to compare them by. */
export function StepBars({ steps }: { readonly steps: readonly StepTime[] }): ReactElement {
  const longest = Math.max(...steps.map(({ ms }) => ms));
  return (
    <ul className={classes['list']}>
      {steps.map(({ name, ms }) => (
        <li key={`${name} ${ms}`}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">{name}</Text>
            <Text size="sm" ff="monospace">
              {ms.toFixed(1)} ms
            </Text>
          </Group>
          <div className={classes['bar']} style={{ width: `${(ms / longest) * 100}%` }} />
        </li>
      ))}
    </ul>
  );
}
