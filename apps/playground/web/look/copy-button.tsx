import { Button, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';

interface CopyButtonProps {
  /** Gives the text when the button is pressed. */
  readonly text: () => string;
  readonly label: string;
}

/** Copies a text, and says so. */
export function CopyButton({ text, label }: CopyButtonProps): ReactElement {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <Button size="compact-xs" variant="default" onClick={() => clipboard.copy(text())}>
      {clipboard.copied ? 'Copied' : label}
      <VisuallyHidden aria-live="polite">{clipboard.copied ? ': done' : ''}</VisuallyHidden>
    </Button>
  );
}
