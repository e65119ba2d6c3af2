import { Alert, Button, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface FailureProps {
  readonly title: string;
  /** Its message is shown: a sentence for people. */
  readonly error: Error;
  /** What the button below does; without it there is none. */
  readonly onRetry?: (() => void) | undefined;
  readonly retryLabel?: string | undefined;
  /** What one can do about it. */
  readonly children?: ReactNode;
}

/** The face of what went wrong. Screen readers say it at once. */
export function Failure(props: FailureProps): ReactElement {
  const { title, error, onRetry, retryLabel = 'Try again', children } = props;
  return (
    <Alert color="red" variant="light" title={title} role="alert">
      <Text size="sm">{error.message}</Text>
      {children !== undefined && (
        <Text size="sm" mt="xs">
          {children}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button size="xs" mt="sm" variant="default" onClick={onRetry}>
          {retryLabel}
        </Button>
      )}
    </Alert>
  );
}
