import { Button, Code, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { Facts } from './facts.tsx';
import type { Field } from './send.ts';
import { shortened } from './shortened.ts';

/** Header fields; tokens and proofs are shortened until one wants to see them whole. */
export function FieldList({ fields }: { readonly fields: readonly Field[] }): ReactElement {
  // A field may come more than once: its number among those of its name tells them apart.
  const facts = fields.map(([name, value], index) => {
    const number = fields.slice(0, index + 1).filter(([other]) => other === name).length;
    const label = number > 1 ? `${name} (${number})` : name;
    return [label, <FieldValue key={label} name={name} value={value} />] as const;
  });
  return <Facts facts={facts} isStacked />;
}

function FieldValue({
  name,
  value,
}: {
  readonly name: string;
  readonly value: string;
}): ReactElement {
  const [isWhole, { toggle }] = useDisclosure(false);
  const short = shortened(value);
  return (
    <>
      <Code>{isWhole ? value : short}</Code>{' '}
      {short !== value && (
        <Button size="compact-xs" variant="default" onClick={toggle} aria-expanded={isWhole}>
          {isWhole ? 'Shorten' : 'Show whole'}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      )}
    </>
  );
}
