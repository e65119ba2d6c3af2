import { Checkbox, Code, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { scopesOf } from '../../server/parties.ts';
import type { Choices } from './choices.ts';
import { AUDIENCES } from './choices.ts';
import type { ChangeChoices } from './use-choices.ts';

interface ScopesInputProps {
  readonly choices: Choices;
  readonly onChange: ChangeChoices;
}

/** Asks for the scopes, of those that the API has. */
export function ScopesInput({ choices, onChange }: ScopesInputProps): ReactElement {
  const { audience, scopes } = choices;
  const meanings = Object.entries(scopesOf(AUDIENCES[audience]) ?? {});
  return (
    <Checkbox.Group
      label="Scopes"
      value={[...scopes]}
      onChange={(changed) => onChange({ scopes: changed })}
    >
      <Stack gap={6} mt={6}>
        {meanings.map(([scope, meaning]) => (
          <Checkbox key={scope} value={scope} label={<Code>{scope}</Code>} description={meaning} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
