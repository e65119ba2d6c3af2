import { Group, NativeSelect, Text } from '@mantine/core';
import type { FormEvent, ReactElement } from 'react';
import { useState } from 'react';
import type { Operation } from '../../server/operations.ts';
import { OPERATIONS } from '../../server/operations.ts';
import { BusyButton } from '../look/busy-button.tsx';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { OPERATION_IDS } from '../request/choice.ts';
import { TYPED_AT_FIRST } from '../request/errand.ts';
import { OperationChoice } from '../request/operation-choice.tsx';
import { TypedInputs } from '../request/typed-inputs.tsx';
import { useSession } from '../session/session.tsx';
import { useCompareAddress } from './use-compare-address.ts';
import type { Question } from './use-comparison.ts';
import { WITHS } from './use-comparison.ts';

interface QuestionFormProps {
  readonly isBusy: boolean;
  readonly onAsk: (question: Question) => void;
}

/** What to ask all APIs. The choice stands in the address of the page. */
export function QuestionForm({ isBusy, onAsk }: QuestionFormProps): ReactElement {
  const hasToken = useSession().credential !== undefined;
  const { query, choose } = useCompareAddress();
  const [typed, setTyped] = useState(TYPED_AT_FIRST);
  const operation = operationOf(query);
  const wanted = WITHS.find((one) => one === query.get('with')) ?? 'token';
  const kind = wanted === 'token' && !hasToken ? 'fresh' : wanted;

  const ask = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) onAsk({ operation: operation.id, typed, with: kind });
  };

  return (
    <form onSubmit={ask}>
      <UnknownAddress
        what="operation"
        said={query.get('operation')}
        known={OPERATION_IDS}
        shown={`“${operation.title}”`}
      />
      <UnknownAddress
        what="kind of credentials"
        said={query.get('with')}
        known={WITHS}
        shown="the choice below"
      />
      <Group align="end" gap="md">
        <OperationChoice operation={operation.id} onChoose={(id) => choose('operation', id)} />
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
        <BusyButton type="submit" isBusy={isBusy}>
          Send to all four
        </BusyButton>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        It needs {operation.needs}.
      </Text>
    </form>
  );
}

function operationOf(query: URLSearchParams): Operation {
  const find = (id: string | null): Operation | undefined =>
    OPERATIONS.find((operation) => operation.id === id);
  return find(query.get('operation')) ?? (find('whoami') as Operation);
}
