import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import { frameworkOf } from '../look/framework-of.ts';
import { PartHeading } from '../look/part-heading.tsx';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { useSession } from '../session/session.tsx';
import { AskTheApi } from './ask-the-api.tsx';
import { OF_CURRENT_TOKEN } from './of-current-token.ts';
import { PasteBox } from './paste-box.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { readPasted } from './read-pasted.ts';
import { ReadingView } from './reading-view.tsx';
import type { Pasted } from './samples.ts';
import { TokenPanel } from './token-panel.tsx';

/** Where one looks into tokens and proofs. */
export function InspectPart(): ReactElement {
  const { credential } = useSession();
  const [address] = useSearchParams();
  const isOfCurrent = useHistoryState<unknown>() === OF_CURRENT_TOKEN;
  const [pasted, setPasted] = useState<Pasted>({
    text: isOfCurrent ? (credential?.token ?? '') : '',
  });
  const reading = useMemo(() => readPasted(pasted.text), [pasted.text]);
  const accessToken = pasted.accessToken ?? credential?.token ?? '';
  const atHand = { accessToken: readPasted(accessToken).text, key: credential?.key };
  // Keyed by the text: what was said of another one goes with that.
  const { text } = reading;
  return (
    <>
      <PartHeading title="Inspect">
        Paste any token or DPoP proof. This page decodes and judges it itself, and sends it nowhere
        until you ask an API.
      </PartHeading>
      <UnknownAddress
        what="framework"
        said={address.get('framework')}
        known={FRAMEWORKS}
        shown={`the ${API_NAMES[frameworkOf(address)]} API`}
      />
      <SimpleGrid type="container" cols={{ base: 1, '50rem': 2 }} spacing="md">
        <Stack gap="md" miw={0}>
          <PasteBox text={pasted.text} onChange={setPasted} />
          {text !== '' && reading.kind !== 'proof' && <TokenPanel key={text} reading={reading} />}
          {reading.kind === 'proof' && (
            <ProofPanel
              key={text}
              reading={reading}
              accessToken={accessToken}
              onAccessToken={(token) => setPasted({ ...pasted, accessToken: token })}
            />
          )}
        </Stack>
        <ReadingView reading={reading} />
      </SimpleGrid>
      {text !== '' && <AskTheApi key={text} reading={reading} atHand={atHand} />}
    </>
  );
}
