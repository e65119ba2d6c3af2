import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useMemo, useState } from 'react';
import { PartHeading } from '../look/part-heading.tsx';
import { useSession } from '../session/session.tsx';
import { AskTheApi } from './ask-the-api.tsx';
import { PasteBox } from './paste-box.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { readPasted } from './read-pasted.ts';
import { ReadingView } from './reading-view.tsx';
import type { Pasted } from './samples.ts';
import { TokenPanel } from './token-panel.tsx';

/** Where one looks into tokens and proofs. */
export function InspectPart(): ReactElement {
  const { credential } = useSession();
  const [pasted, setPasted] = useState<Pasted>({ text: '' });
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
