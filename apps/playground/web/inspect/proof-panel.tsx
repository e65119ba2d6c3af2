import { Code, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCallback, useState } from 'react';
import { textOrEmpty } from '../look/text-or-empty.ts';
import { boundKeyOf } from './bound-key-of.ts';
import type { HoldfastInPage, Verdict } from './holdfast-in-page.ts';
import type { Reading } from './read-pasted.ts';
import { readPasted } from './read-pasted.ts';
import { useVerdict } from './use-verdict.ts';
import { VerdictView } from './verdict-view.tsx';

interface ProofPanelProps {
  readonly reading: Reading;
  /** The token that goes with the proof, as it was pasted. */
  readonly accessToken: string;
  readonly onAccessToken: (token: string) => void;
}

/** What Holdfast says of a proof, for a request that one describes. */
export function ProofPanel({ reading, accessToken, onAccessToken }: ProofPanelProps): ReactElement {
  const { text: proof, claims = {} } = reading;
  const [method, setMethod] = useState(() => textOrEmpty(claims['htm']));
  const [url, setUrl] = useState(() => textOrEmpty(claims['htu']));
  const token = readPasted(accessToken);
  const jkt = boundKeyOf(token);
  const judge = useCallback(
    (holdfast: HoldfastInPage): Promise<Verdict> =>
      holdfast.judgeProof({ proof, accessToken: token.text, method, url, jkt }),
    [proof, token.text, method, url, jkt],
  );
  const [judgement, judgeAgain] = useVerdict(judge);
  return (
    <>
      <Paper component="section" withBorder p="md" miw={0}>
        <Title order={2} size="h4">
          The request that it came with
        </Title>
        <Text size="sm" c="dimmed" mt={4} mb="sm">
          Method and URL are those that the proof names. Change them to those of your request.
        </Text>
        <Stack gap="xs">
          <TextInput
            label="Method"
            value={method}
            onChange={({ currentTarget }) => setMethod(currentTarget.value)}
          />
          <TextInput
            label="URL"
            value={url}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
          <TextInput
            label="Access token"
            description="The one that was sent with the proof."
            autoComplete="off"
            value={accessToken}
            onChange={({ currentTarget }) => onAccessToken(currentTarget.value)}
          />
        </Stack>
      </Paper>
      <VerdictView judgement={judgement} onAgain={judgeAgain}>
        Judged in this page by <Code>verifyDpopProof</Code>, for that request and for the key that
        the token is bound to. Whether the token is good, and whether the proof was used before, is
        not judged here.
      </VerdictView>
    </>
  );
}
