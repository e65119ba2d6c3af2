import { Code } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCallback } from 'react';
import { RESOURCE } from '../../server/parties.ts';
import { boundKeyOf } from './bound-key-of.ts';
import type { HoldfastInPage, Verdict } from './holdfast-in-page.ts';
import type { Reading } from './read-pasted.ts';
import { useVerdict } from './use-verdict.ts';
import { VerdictView } from './verdict-view.tsx';

/** What Holdfast says of a token, or of what is sent as one. */
export function TokenPanel({ reading }: { readonly reading: Reading }): ReactElement {
  const { text } = reading;
  const judge = useCallback(
    (holdfast: HoldfastInPage): Promise<Verdict> => holdfast.judgeToken(text),
    [text],
  );
  const [judgement, judgeAgain] = useVerdict(judge);
  return (
    <VerdictView judgement={judgement} onAgain={judgeAgain}>
      Judged in this page by <Code>verifyAccessToken</Code>, with the options of the messages API:
      its issuer, the audience {RESOURCE}, the type at+jwt. Only the metadata and the keys of the
      authorization server are fetched.
      {boundKeyOf(reading) !== undefined &&
        ' The token is bound to a key: a request needs a proof by that key, too.'}
    </VerdictView>
  );
}
