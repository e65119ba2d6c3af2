import { Group, NativeSelect } from '@mantine/core';
import type { ReactElement, Ref } from 'react';
import { BusyButton } from '../look/busy-button.tsx';
import { FrameworkChoice } from '../look/framework-choice.tsx';
import type { ExchangeId } from './exchanges.ts';
import { ACCOUNTS, SESSIONS } from './exchanges.ts';
import { useExchangeChoice } from './use-exchange-choice.ts';

interface ExchangeFormProps {
  readonly exchange: ExchangeId;
  readonly isBusy: boolean;
  readonly onRun: () => void;
  /** The button. */
  readonly buttonRef: Ref<HTMLButtonElement>;
}

/** What goes in, and the button. */
export function ExchangeForm(props: ExchangeFormProps): ReactElement {
  const { exchange, isBusy, onRun, buttonRef } = props;
  const [{ framework, account, session }, choose] = useExchangeChoice();
  return (
    <Group align="end" gap="sm">
      <FrameworkChoice framework={framework} onChoose={(chosen) => choose({ framework: chosen })} />
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
      <BusyButton ref={buttonRef} onClick={onRun} isBusy={isBusy}>
        Exchange and call
      </BusyButton>
    </Group>
  );
}
