import { Alert, Code } from '@mantine/core';
import type { ReactElement } from 'react';

interface UnknownAddressProps {
  /** What the address names: "operation". */
  readonly what: string;
  /** How the address names it, if it does. */
  readonly said: string | null | undefined;
  /** The names that there are. */
  readonly known: readonly string[];
  /** What is shown instead, to follow "What you see is": "the Express API". */
  readonly shown?: string | undefined;
}

/** Says that the address of the page names something that is not there. Shows nothing if it is there, or not named. */
export function UnknownAddress({
  what,
  said,
  known,
  shown,
}: UnknownAddressProps): ReactElement | null {
  if (said === null || said === undefined || known.includes(said)) return null;
  return (
    <Alert mb="md" title={`There is no such ${what}`} role="alert">
      The address names the {what} <Code>{said.slice(0, MOST_SHOWN)}</Code>, which is not here.
      {shown !== undefined && ` What you see is ${shown}.`}
    </Alert>
  );
}

// A link that was cut off or pasted over can hold anything, whole tokens too.
const MOST_SHOWN = 40;
