import { useSearchParams } from 'wouter';
import type { ExchangeId, Option } from './exchanges.ts';
import { ACCOUNTS, EXCHANGE_IDS, SESSIONS } from './exchanges.ts';

/** What is chosen, as the address of the page says it. */
export interface ExchangeChoice {
  readonly exchange: ExchangeId;
  /** At the calendar; empty for none. */
  readonly account: string;
  /** Whose session of the old system. */
  readonly session: string;
}

/** Gives what is chosen, and what changes it. */
export function useExchangeChoice(): readonly [
  ExchangeChoice,
  (change: Partial<ExchangeChoice>) => void,
] {
  const [address, setAddress] = useSearchParams();
  const choice = {
    exchange: EXCHANGE_IDS.find((id) => id === address.get('exchange')) ?? 'archive',
    account: chosen(ACCOUNTS, address.get('account')),
    session: chosen(SESSIONS, address.get('session')),
  };
  const change = (members: Partial<ExchangeChoice>): void =>
    setAddress((before) => ({ ...Object.fromEntries(before), ...members }), { replace: true });
  return [choice, change];
}

function chosen(options: readonly Option[], value: string | null): string {
  return (options.find((option) => option.value === value) ?? options[0])?.value ?? '';
}
