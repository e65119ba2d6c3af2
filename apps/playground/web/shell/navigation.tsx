import { NavLink, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { PARTS } from './parts.ts';

/** The parts to choose from, the present one marked. */
export function Navigation({ path }: { readonly path: string }): ReactElement {
  return (
    <Stack gap={4}>
      {PARTS.map((part, index) => {
        const isHere = path.startsWith(part.path);
        return (
          <NavLink
            key={part.path}
            component={Link}
            href={part.path}
            label={`${index + 1}. ${part.title}`}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
          />
        );
      })}
    </Stack>
  );
}
