import { SimpleGrid } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { PartHeading } from '../look/part-heading.tsx';
import { UnknownAddress } from '../look/unknown-address.tsx';
import { CHOICE_PARAMETERS, NAMED_CHOICES } from './choices.ts';
import { CurrentToken } from './current-token.tsx';
import { TokenForm } from './token-form.tsx';

/** Gets a token, for a user who signs in or for a machine, and shows the one that there is. */
export function SignInPart(): ReactElement {
  const [address] = useSearchParams();
  return (
    <>
      <PartHeading title="Get a token" shared={CHOICE_PARAMETERS}>
        Ask the authorization server for an access token. Every part of this page then uses it.
      </PartHeading>
      {NAMED_CHOICES.map(({ parameter, what, known }) => (
        <UnknownAddress key={parameter} what={what} said={address.get(parameter)} known={known} />
      ))}
      <SimpleGrid type="container" cols={{ base: 1, '44rem': 2 }}>
        <TokenForm />
        <CurrentToken />
      </SimpleGrid>
    </>
  );
}
