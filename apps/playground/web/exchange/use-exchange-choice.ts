import { useSearchParams } from 'wouter';
import type { Framework } from '../../server/control/protocol.ts';
import { frameworkOf } from '../look/framework-of.ts';
import { knownParameters } from '../look/known-parameters.ts';
import type { ExchangeId, Option } from './exchanges.ts';
import { ACCOUNTS, EXCHANGE_IDS, SESSIONS } from './exchanges.ts';

/** What is chosen, as the address of the page says it. */
export interface ExchangeChoice {
  readonly framework: Framework;
  readonly exchange: ExchangeId;
  /** At the calendar; empty for none. */
  readonly account: string;
  /** Whose session of the old system. */
  readonly session: string;
}

/** The parameters by which the address says it. */
export const CHOICE_PARAMETERS: ReadonlyArray<keyof ExchangeChoice> = [
  'framework',
  'exchange',
  'account',
  'session',
];

/** Gives what is chosen, and what changes it. */
export function useExchangeChoice(): readonly [
  ExchangeChoice,
  (change: Partial<ExchangeChoice>) => void,
] {
  const [address, setAddress] = useSearchParams();
  const choice = {
    framework: frameworkOf(address),
    exchange: EXCHANGE_IDS.find((id) => id === address.get('exchange')) ?? 'archive',
    account: chosen(ACCOUNTS, address.get('account')),
    session: chosen(SESSIONS, address.get('session')),
  };
  const change = (members: Partial<ExchangeChoice>): void =>
    setAddress((before) => ({ ...knownParameters(before, CHOICE_PARAMETERS), ...members }), {
      replace: true,
    });
  return [choice, change];
}

function chosen(options: readonly Option[], value: string | null): string {
  return (options.find((option) => option.value === value) ?? options[0])?.value ?? '';
}
