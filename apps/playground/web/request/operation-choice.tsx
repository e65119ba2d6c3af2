import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import type { OperationId } from '../../server/operations.ts';
import { OPERATIONS } from '../../server/operations.ts';

interface OperationChoiceProps {
  readonly operation: OperationId;
  readonly onChoose: (operation: string) => void;
}

const OPTIONS = OPERATIONS.map(({ id, title }) => ({ value: id, label: title }));

/** Lets one choose what to ask of the messages API. */
export function OperationChoice({ operation, onChoose }: OperationChoiceProps): ReactElement {
  return (
    <NativeSelect
      label="Operation"
      flex="1 1 14rem"
      maw="28rem"
      data={OPTIONS}
      value={operation}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    />
  );
}
