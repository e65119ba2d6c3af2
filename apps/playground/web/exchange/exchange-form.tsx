import { Button, Group, NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { FrameworkChoice } from '../look/framework-choice.tsx';
import type { ExchangeId } from './exchanges.ts';
import { ACCOUNTS, SESSIONS } from './exchanges.ts';
import { useExchangeChoice } from './use-exchange-choice.ts';

interface ExchangeFormProps {
  readonly exchange: ExchangeId;
  readonly isBusy: boolean;
  readonly onRun: () => void;
}

/** What goes in, and the button. */
export function ExchangeForm({ exchange, isBusy, onRun }: ExchangeFormProps): ReactElement {
  const [{ account, session }, choose] = useExchangeChoice();
  return (
    <Group align="end" gap="sm">
      <FrameworkChoice />
      {exchange === 'calendar' && (
        <NativeSelect
          label="Account"
          data={[...ACCOUNTS]}
          value={account}
          onChange={({ currentTarget }) => choose({ account: currentTarget.value })}
        />
      )}
      {exchange === 'legacy' && (
        <NativeSelect
          label="Session"
          data={[...SESSIONS]}
          value={session}
          onChange={({ currentTarget }) => choose({ session: currentTarget.value })}
        />
      )}
      <Button onClick={onRun} loading={isBusy}>
        Exchange and call
      </Button>
    </Group>
  );
}
