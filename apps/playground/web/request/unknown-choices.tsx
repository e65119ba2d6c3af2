import type { ReactElement } from 'react';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { OPERATIONS } from '../../server/operations.ts';
import { API_NAMES } from '../look/api-names.ts';
import { UnknownAddress } from '../look/unknown-address.tsx';
import type { Choice } from './choice.ts';
import { CREDENTIALS, OPERATION_IDS } from './choice.ts';

interface UnknownChoicesProps {
  readonly address: URLSearchParams;
  /** What was made of it. */
  readonly choice: Choice;
}

/** Says which choices of the address there are not, and what is chosen instead. */
export function UnknownChoices({ address, choice }: UnknownChoicesProps): ReactElement {
  const { framework, operation } = choice;
  return (
    <>
      <UnknownAddress
        what="framework"
        said={address.get('framework')}
        known={FRAMEWORKS}
        shown={`the ${API_NAMES[framework]} API`}
      />
      <UnknownAddress
        what="operation"
        said={address.get('operation')}
        known={OPERATION_IDS}
        shown={`“${OPERATIONS.find(({ id }) => id === operation)?.title}”`}
      />
      <UnknownAddress
        what="kind of credentials"
        said={address.get('credentials')}
        known={CREDENTIALS}
        shown="a request with the current token"
      />
    </>
  );
}
