import { NavLink, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import type { Part } from './parts.ts';
import { PARTS } from './parts.ts';

interface NavigationProps {
  readonly here: Part | undefined;
  /** Called with every choice, also that of the present part. */
  readonly onChoose: () => void;
}

/** The parts to choose from, the present one marked. */
export function Navigation({ here, onChoose }: NavigationProps): ReactElement {
  return (
    <Stack gap={4}>
      {PARTS.map((part, index) => (
        <NavLink
          key={part.path}
          component={Link}
          href={part.path}
          onClick={onChoose}
          label={`${index + 1}. ${part.title}`}
          active={part === here}
          aria-current={part === here ? 'page' : undefined}
        />
      ))}
    </Stack>
  );
}
