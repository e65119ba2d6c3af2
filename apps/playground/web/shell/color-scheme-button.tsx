import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';

/** Changes between light and dark; the system's own choice holds until it is pressed. */
export function ColorSchemeButton(): ReactElement {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  const other = isDark ? 'light' : 'dark';
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => setColorScheme(other)}
      aria-label={`Use ${other} colours`}
    >
      <span aria-hidden="true">{isDark ? '☀' : '☾'}</span>
    </Button>
  );
}
