import { Group, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { sharedLink } from './known-parameters.ts';

interface PartHeadingProps {
  readonly title: string;
  /** What one does here, and why, in a sentence or two. */
  readonly children: ReactNode;
  /** The parameters of the address that say what is chosen: with these, and no others, it can be shared. */
  readonly shared?: readonly string[] | undefined;
}

/** The heading of a part of the page. */
export function PartHeading({ title, children, shared }: PartHeadingProps): ReactElement {
  return (
    <header>
      <Group justify="space-between" align="baseline" gap="xs">
        <Title order={1} size="h2">
          {title}
        </Title>
        {shared !== undefined && (
          <CopyButton text={() => sharedLink(new URL(location.href), shared)} label="Copy link" />
        )}
      </Group>
      <Text c="dimmed" mt={4} mb="md" maw="70ch">
        {children}
      </Text>
    </header>
  );
}
