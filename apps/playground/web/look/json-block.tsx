import { Code } from '@mantine/core';
import type { ReactElement } from 'react';

interface TextBlockProps {
  readonly text: string;
  /** What it is, for screen readers. */
  readonly label: string;
}

/** A text as it is, in lines that break where they must. */
export function TextBlock({ text, label }: TextBlockProps): ReactElement {
  return (
    // A region that scrolls has to be in reach of the keyboard.
    <Code block tabIndex={0} role="region" aria-label={label} mah="24rem" style={BREAKING}>
      {text}
    </Code>
  );
}

/** A value as JSON. */
export function JsonBlock({
  value,
  label,
}: Pick<TextBlockProps, 'label'> & { readonly value: unknown }): ReactElement {
  return <TextBlock text={JSON.stringify(value, null, 2)} label={label} />;
}

const BREAKING = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', overflowY: 'auto' } as const;
