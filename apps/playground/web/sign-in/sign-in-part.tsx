import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { PartHeading } from '../look/part-heading.tsx';
import { CurrentToken } from './current-token.tsx';
import { TokenForm } from './token-form.tsx';

/** Gets a token, for a user who signs in or for a machine, and shows the one that there is. */
export function SignInPart(): ReactElement {
  return (
    <>
      <PartHeading title="Get a token" isShared>
        Ask the authorization server for an access token. Every part of this page then uses it.
      </PartHeading>
      <SimpleGrid type="container" cols={{ base: 1, '44rem': 2 }}>
        <TokenForm />
        <CurrentToken />
      </SimpleGrid>
    </>
  );
}
