import type { ButtonProps } from '@mantine/core';
import { Button } from '@mantine/core';
import type { ReactElement, Ref } from 'react';

interface BusyButtonProps extends ButtonProps {
  readonly isBusy: boolean;
  /** Not called while it is busy. A button that submits a form needs none. */
  readonly onClick?: (() => void) | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button for what takes a moment. It is not disabled meanwhile, because then the keyboard would lose its place. */
export function BusyButton({
  isBusy,
  onClick,
  type = 'button',
  ...look
}: BusyButtonProps): ReactElement {
  return (
    <Button
      {...look}
      type={type}
      onClick={() => {
        if (!isBusy) onClick?.();
      }}
      mod={{ disabled: isBusy }}
      aria-disabled={isBusy}
      aria-busy={isBusy}
    />
  );
}
