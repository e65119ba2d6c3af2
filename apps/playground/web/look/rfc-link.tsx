import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RfcSection } from './rfc-section.ts';

/** Leads to where something is laid down. */
export function RfcLink({ rfc, section }: RfcSection): ReactElement {
  return (
    <Anchor
      href={`https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}`}
      target="_blank"
      rel="noreferrer"
      inherit
      underline="always"
      style={{ whiteSpace: 'nowrap' }}
    >
      RFC {rfc}, {section}
    </Anchor>
  );
}
