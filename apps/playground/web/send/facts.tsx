import { DataList } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** What something is called, and what it is. */
export type Fact = readonly [name: string, value: ReactNode];

interface FactsProps {
  readonly facts: readonly Fact[];
  /** Above the values instead of beside them, for long ones. */
  readonly isStacked?: boolean | undefined;
}

/** Names and values, as a list. */
export function Facts({ facts, isStacked = false }: FactsProps): ReactElement {
  return (
    <DataList gap={6} labelWidth="6rem" orientation={isStacked ? 'vertical' : 'horizontal'}>
      {facts.map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue miw={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
