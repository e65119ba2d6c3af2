import { Code, Group, Radio, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { OPERATIONS, plainRequest } from '../../server/operations.ts';
import { FrameworkChoice } from '../look/framework-choice.tsx';
import type { Choice, Choose } from './choice.ts';
import { OperationChoice } from './operation-choice.tsx';

interface ChoiceFieldsProps {
  readonly choice: Choice;
  readonly onChoose: Choose;
}

/** What to ask of which API. */
export function TargetFields({ choice, onChoose }: ChoiceFieldsProps): ReactElement {
  const { framework, operation } = choice;
  const { method, path } = plainRequest(framework, operation);
  const needs = OPERATIONS.find(({ id }) => id === operation)?.needs;
  return (
    <>
      <Group gap="md">
        <FrameworkChoice
          framework={framework}
          onChoose={(chosen) => onChoose('framework', chosen)}
        />
        <OperationChoice
          operation={operation}
          onChoose={(chosen) => onChoose('operation', chosen)}
        />
      </Group>
      <Text size="sm">
        <Code>
          {method} {path}
        </Code>{' '}
        needs {needs}.
      </Text>
    </>
  );
}

/** With which credentials to ask. */
export function CredentialFields({ choice, onChoose }: ChoiceFieldsProps): ReactElement {
  return (
    <Radio.Group
      label="Credentials"
      value={choice.credentials}
      onChange={(value) => onChoose('credentials', value)}
    >
      <Group gap="md" mt={4}>
        <Radio value="token" label="The current token" />
        <Radio value="none" label="None" />
        <Radio value="bearer" label="The token as Bearer, without proof" />
      </Group>
    </Radio.Group>
  );
}
