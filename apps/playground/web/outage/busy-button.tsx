import type { ButtonProps } from '@mantine/core';
import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactElement, Ref } from 'react';

interface BusyButtonProps extends Pick<ButtonProps, 'size' | 'variant'> {
  readonly label: string;
  /** What it says while it does that. */
  readonly busyLabel: string;
  readonly isBusy: boolean;
  /** Whether it cannot be pressed because something else is being done. */
  readonly isBarred?: boolean | undefined;
  /** What it does that to: screen readers say it after the label. */
  readonly object?: string | undefined;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that says when it is at work. It is not disabled then, because the keyboard would lose its place. */
export function BusyButton({
  label,
  busyLabel,
  isBusy,
  isBarred = false,
  object,
  onPress,
  ...looks
}: BusyButtonProps): ReactElement {
  const cannotPress = isBusy || isBarred;
  return (
    <Button
      size="xs"
      {...looks}
      aria-busy={isBusy}
      aria-disabled={cannotPress}
      mod={{ disabled: cannotPress }}
      onClick={() => {
        if (!cannotPress) onPress();
      }}
    >
      {isBusy ? busyLabel : label}
      {object !== undefined && <VisuallyHidden> {object}</VisuallyHidden>}
    </Button>
  );
}
