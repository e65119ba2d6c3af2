import { Tabs } from '@mantine/core';
import type { ReactElement } from 'react';
import { PartHeading } from '../look/part-heading.tsx';
import { ExchangePanel } from './exchange-panel.tsx';
import type { ExchangeId } from './exchanges.ts';
import { EXCHANGE_IDS, EXCHANGES } from './exchanges.ts';
import { UnknownChoices } from './unknown-choices.tsx';
import { CHOICE_PARAMETERS, useExchangeChoice } from './use-exchange-choice.ts';

/** Where one lets the API call others, and sees who acts for whom. */
export function ExchangePart(): ReactElement {
  const [{ exchange }, choose] = useExchangeChoice();
  return (
    <>
      <PartHeading title="Exchange" shared={CHOICE_PARAMETERS}>
        The messages API calls others in the name of its callers. For that it exchanges what they
        sent for another token. See who is in the chain, and what the new token says.
      </PartHeading>
      <UnknownChoices />
      <Tabs
        value={exchange}
        onChange={(id) => choose({ exchange: id as ExchangeId })}
        keepMounted={false}
      >
        <Tabs.List aria-label="Exchanges" mb="md">
          {EXCHANGE_IDS.map((id) => (
            <Tabs.Tab key={id} value={id}>
              {EXCHANGES[id].title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {EXCHANGE_IDS.map((id) => (
          <Tabs.Panel key={id} value={id}>
            <ExchangePanel exchange={id} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
