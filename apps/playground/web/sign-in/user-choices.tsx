import { Checkbox, Input, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Choices } from './choices.ts';
import type { ChangeChoices } from './use-choices.ts';

interface UserChoicesProps {
  readonly choices: Choices;
  readonly onChange: ChangeChoices;
}

/** What there is to choose for a user alone. */
export function UserChoices({ choices, onChange }: UserChoicesProps): ReactElement {
  return (
    <Stack gap={6} role="group" aria-labelledby="user-choices">
      <Input.Label labelElement="div" id="user-choices">
        How the user signs in
      </Input.Label>
      <Checkbox
        label="Ask for a second factor"
        description="Some operations want one (acr_values, RFC 9470)"
        checked={choices.hasSecondFactor}
        onChange={({ currentTarget }) => onChange({ hasSecondFactor: currentTarget.checked })}
      />
      <Checkbox
        label="Sign in again"
        description="Even if still signed in there (prompt=login)"
        checked={choices.isAnew}
        onChange={({ currentTarget }) => onChange({ isAnew: currentTarget.checked })}
      />
    </Stack>
  );
}
