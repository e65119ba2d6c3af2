import { Button, Checkbox, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { API_NAMES } from '../look/api-names.ts';
import type { Choice, Choose } from './choice.ts';

interface NonceChoiceProps {
  readonly choice: Choice;
  readonly onChoose: Choose;
  /** Whether this API gave a nonce before. */
  readonly hasNonce: boolean;
  readonly onForget: () => void;
}

/** How to go about the nonces of APIs that want one in the proof. */
export function NonceChoice(props: NonceChoiceProps): ReactElement {
  const { choice, onChoose, hasNonce, onForget } = props;
  return (
    <div>
      <Checkbox
        label="Where the API asks for its nonce, send again with it, as clients do"
        checked={choice.retry === 'yes'}
        onChange={({ currentTarget }) => onChoose('retry', currentTarget.checked ? 'yes' : 'no')}
      />
      {hasNonce && (
        <Group gap="xs" mt="xs">
          <Text size="sm">
            The next proof carries the nonce that {API_NAMES[choice.framework]} gave last.
          </Text>
          <Button size="compact-xs" variant="default" onClick={onForget}>
            Forget it
          </Button>
        </Group>
      )}
    </div>
  );
}
