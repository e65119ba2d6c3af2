import { Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Tally } from './tally.ts';
import { tallyInWords } from './tally.ts';

interface TallyTextProps {
  readonly tally: Tally;
  readonly isRunning: boolean;
}

/** How far the attacks have come. Screen readers hear of it at the end, and not at every step. */
export function TallyText({ tally, isRunning }: TallyTextProps): ReactElement {
  const words = tallyInWords(tally);
  const isBegun = tally.done + tally.untried.length > 0;
  return (
    <>
      <Text size="sm">{words}</Text>
      <VisuallyHidden role="status">{isRunning || !isBegun ? '' : words}</VisuallyHidden>
    </>
  );
}
