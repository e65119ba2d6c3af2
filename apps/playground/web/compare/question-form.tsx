import { Button, Group, NativeSelect, Text } from '@mantine/core';
import type { FormEvent, ReactElement } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Operation } from '../../server/operations.ts';
import { OPERATIONS } from '../../server/operations.ts';
import type { Typed } from '../request/errand.ts';
import { TypedInputs } from '../request/typed-inputs.tsx';
import { useSession } from '../session/session.tsx';
import type { Question } from './use-comparison.ts';

interface QuestionFormProps {
  readonly isBusy: boolean;
  readonly onAsk: (question: Question) => void;
}

const OPERATION_OPTIONS = OPERATIONS.map(({ id, title }) => ({ value: id, label: title }));
const WITHS: readonly Question['with'][] = ['token', 'fresh', 'none'];
const AT_FIRST: Typed = { text: 'Hello', account: '', session: 'session-of-alice' };

/** What to ask all APIs. The choice stands in the address of the page. */
export function QuestionForm({ isBusy, onAsk }: QuestionFormProps): ReactElement {
  const hasToken = useSession().credential !== undefined;
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(AT_FIRST);
  const operation = operationOf(search);
  const wanted = WITHS.find((one) => one === search.get('with')) ?? 'token';
  const kind = wanted === 'token' && !hasToken ? 'fresh' : wanted;

  const choose = (name: string, value: string): void =>
    setSearch((known) => ({ ...Object.fromEntries(known), [name]: value }), { replace: true });
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ operation: operation.id, typed, with: kind });
  };

  return (
    <form onSubmit={ask}>
      <Group align="end" gap="md">
        <NativeSelect
          label="Operation"
          flex="1 1 14rem"
          data={OPERATION_OPTIONS}
          value={operation.id}
          onChange={({ currentTarget }) => choose('operation', currentTarget.value)}
        />
        <NativeSelect
          label="With"
          flex="1 1 14rem"
          data={[
            {
              value: 'token',
              label: hasToken ? 'The current token' : 'The current token: there is none yet',
              disabled: !hasToken,
            },
            { value: 'fresh', label: 'A new token of a machine' },
            { value: 'none', label: 'No token' },
          ]}
          value={kind}
          onChange={({ currentTarget }) => choose('with', currentTarget.value)}
        />
        <TypedInputs operation={operation.id} typed={typed} onTyped={setTyped} />
        <Button type="submit" loading={isBusy}>
          Send to all four
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        It needs {operation.needs}.
      </Text>
    </form>
  );
}

function operationOf(search: URLSearchParams): Operation {
  const id = search.get('operation') ?? 'whoami';
  return OPERATIONS.find((operation) => operation.id === id) ?? (OPERATIONS[0] as Operation);
}
