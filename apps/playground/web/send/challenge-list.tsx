import { Code, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { RfcLink } from '../look/rfc-link.tsx';
import type { Meaning } from './challenge-words.ts';
import { meaningOfParameter, meaningOfScheme } from './challenge-words.ts';
import { Facts } from './facts.tsx';
import type { Challenge } from './parse-challenges.ts';

/** Challenges taken apart, each parameter with what it means. */
export function ChallengeList({
  challenges,
}: {
  readonly challenges: readonly Challenge[];
}): ReactElement {
  return (
    <Stack gap="md">
      {challenges.length > 1 && (
        <Text size="sm">
          Any of these schemes will do. An error stands with the scheme that was used.
        </Text>
      )}
      {challenges.map((challenge) => (
        <Stack key={challenge.scheme} gap="xs">
          <div>
            <Text fw={650}>{challenge.scheme}</Text>
            <Explained meaning={meaningOfScheme(challenge.scheme)} />
          </div>
          <ParameterList challenge={challenge} />
        </Stack>
      ))}
    </Stack>
  );
}

function ParameterList({ challenge }: { readonly challenge: Challenge }): ReactElement | null {
  const { parameters, token68 } = challenge;
  if (token68 !== undefined) return <Code>{token68}</Code>;
  if (parameters.length === 0) return null;
  const facts = parameters.map(
    ([name, value]) =>
      [
        name,
        <div key={name}>
          <Code>{value}</Code>
          <Explained meaning={meaningOfParameter(name, value)} />
        </div>,
      ] as const,
  );
  return <Facts facts={facts} isStacked />;
}

/** A meaning as a sentence, with where it is laid down. */
export function Explained({ meaning }: { readonly meaning: Meaning | undefined }): ReactElement {
  return (
    <Text size="sm">
      {meaning === undefined ? (
        'No RFC of OAuth defines this.'
      ) : (
        <>
          {meaning.sentence} <RfcLink rfc={meaning.rfc} section={meaning.section} />
        </>
      )}
    </Text>
  );
}
