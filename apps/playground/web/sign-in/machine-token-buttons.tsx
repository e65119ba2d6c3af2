import { Group, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { BusyButton } from '../look/busy-button.tsx';
import type { Choices } from './choices.ts';
import { LIFETIMES, scopesFor } from './choices.ts';
import { NoToken } from './no-token.tsx';
import { useGetToken } from './use-get-token.ts';

/** Gets a token for a machine that may read and write messages, by one click. */
export function MachineTokenButtons(): ReactElement {
  const { getToken, isBusy, failure } = useGetToken();
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {SCHEMES.map(({ scheme, label }) => (
          <BusyButton
            key={scheme}
            size="xs"
            variant="default"
            isBusy={isBusy}
            onClick={() => void getToken({ ...MACHINE_CHOICES, scheme })}
          >
            {label}
          </BusyButton>
        ))}
      </Group>
      {failure !== undefined && <NoToken failure={failure} />}
    </Stack>
  );
}

const SCHEMES = [
  { scheme: 'dpop', label: 'Get a DPoP token' },
  { scheme: 'bearer', label: 'Get a Bearer token' },
] as const;

const MACHINE_CHOICES: Omit<Choices, 'scheme'> = {
  caller: 'machine',
  audience: 'messages',
  scopes: scopesFor('messages'),
  lifetime: LIFETIMES.usual,
  hasSecondFactor: false,
  isAnew: false,
};
