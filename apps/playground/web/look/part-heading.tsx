import { Group, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

interface PartHeadingProps {
  readonly title: string;
  /** What one does here, and why, in a sentence or two. */
  readonly children: ReactNode;
  /** Whether the address says what is chosen, so that it can be shared. Never true of an address that could hold a token. */
  readonly isShared?: boolean | undefined;
}

/** The heading of a part of the page. */
export function PartHeading({ title, children, isShared }: PartHeadingProps): ReactElement {
  return (
    <header>
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={1} size="h2">
          {title}
        </Title>
        {isShared === true && <CopyButton text={() => location.href} label="Copy link" />}
      </Group>
      <Text c="dimmed" mt={4} mb="md" maw="70ch">
        {children}
      </Text>
    </header>
  );
}
