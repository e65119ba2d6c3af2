import { Title } from '@mantine/core';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { ReactElement } from 'react';
import { JsonBlock } from '../look/json-block.tsx';

/** What stands in a token: its two readable parts. */
export function TokenContent({ token }: { readonly token: string }): ReactElement {
  return (
    <div>
      <Title order={3} size="h6" mb={4}>
        Header
      </Title>
      <JsonBlock label="Header of the token" value={decodeProtectedHeader(token)} />
      <Title order={3} size="h6" mt="sm" mb={4}>
        Claims
      </Title>
      <JsonBlock label="Claims of the token" value={decodeJwt(token)} />
    </div>
  );
}
