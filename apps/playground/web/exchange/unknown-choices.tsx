import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { UnknownAddress } from '../look/unknown-address.tsx';
import type { Option } from './exchanges.ts';
import { ACCOUNTS, EXCHANGE_IDS, EXCHANGES, SESSIONS } from './exchanges.ts';
import { useExchangeChoice } from './use-exchange-choice.ts';

/** Says which choices of the address there are not, and what is chosen instead. */
export function UnknownChoices(): ReactElement {
  const [address] = useSearchParams();
  const [{ framework, exchange, account, session }] = useExchangeChoice();
  return (
    <>
      <UnknownAddress
        what="framework"
        said={address.get('framework')}
        known={FRAMEWORKS}
        shown={`the ${API_NAMES[framework]} API`}
      />
      <UnknownAddress
        what="exchange"
        said={address.get('exchange')}
        known={EXCHANGE_IDS}
        shown={`“${EXCHANGES[exchange].title}”`}
      />
      <UnknownAddress
        what="account"
        said={address.get('account')}
        known={valuesOf(ACCOUNTS)}
        shown={account === '' ? 'a request that names none' : account}
      />
      <UnknownAddress
        what="session"
        said={address.get('session')}
        known={valuesOf(SESSIONS)}
        shown={`the session of ${session}`}
      />
    </>
  );
}

function valuesOf(options: readonly Option[]): readonly string[] {
  return options.map(({ value }) => value);
}
