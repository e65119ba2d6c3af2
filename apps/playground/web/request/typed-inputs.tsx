import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { OperationId } from '../../server/operations.ts';
import type { Typed } from './errand.ts';

interface TypedInputsProps {
  readonly operation: OperationId;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

interface InputWords {
  readonly member: keyof Typed;
  readonly label: string;
  readonly description?: string | undefined;
}

const INPUTS: Partial<Record<OperationId, InputWords>> = {
  write: { member: 'text', label: 'Text of the message' },
  calendar: {
    member: 'account',
    label: 'Account at the other company',
    description: 'alice@work.example or alice@home.example; empty for the first one',
  },
  legacy: {
    member: 'session',
    label: 'Legacy-Session',
    description: 'session-of-alice and session-of-bob have not ended',
  },
};

/** The input of an operation, if it has one. */
export function TypedInputs({ operation, typed, onTyped }: TypedInputsProps): ReactElement | null {
  const input = INPUTS[operation];
  if (input === undefined) return null;
  const { member, ...words } = input;
  return (
    <TextInput
      {...words}
      maw="28rem"
      value={typed[member]}
      onChange={({ currentTarget }) => onTyped({ ...typed, [member]: currentTarget.value })}
    />
  );
}
