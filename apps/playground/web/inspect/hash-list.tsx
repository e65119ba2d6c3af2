import { Code, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';
import { Facts } from '../send/facts.tsx';
import { useSession } from '../session/session.tsx';
import type { Hash } from './hashes.ts';
import { hashesOf } from './hashes.ts';
import type { Reading } from './read-pasted.ts';

/** The thumbprints and hashes that tie a token, a key and a proof together. */
export function HashList({ reading }: { readonly reading: Reading }): ReactElement | null {
  const { credential } = useSession();
  const [hashes, setHashes] = useState<readonly Hash[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void hashesOf(reading, credential).then((found) => isCurrent && setHashes(found));
    return () => {
      isCurrent = false;
    };
  }, [reading, credential]);
  if (hashes.length === 0) return null;
  return (
    <section aria-labelledby="hashes">
      <Title order={3} size="h5" mb={4} id="hashes">
        Thumbprints and hashes
      </Title>
      <Facts
        isStacked
        facts={hashes.map(({ name, value, note }) => [
          name,
          <div key={name}>
            <Code>{value}</Code>
            {note !== undefined && <Text size="sm">{note}</Text>}
          </div>,
        ])}
      />
    </section>
  );
}
