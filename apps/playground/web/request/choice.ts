import type { Framework } from '../../server/control/protocol.ts';
import type { OperationId } from '../../server/operations.ts';
import { OPERATIONS } from '../../server/operations.ts';
import { frameworkOf } from '../look/framework-of.ts';

/** What a request is sent with: the current token as it is, nothing, or the token as if it were not bound to a key. */
export type CredentialChoice = 'token' | 'none' | 'bearer';

/** What is chosen: the parameters of the page's address. What is typed stays out of it. */
export interface Choice {
  readonly framework: Framework;
  readonly operation: OperationId;
  readonly credentials: CredentialChoice;
  /** Whether a request is sent once more where the API asks for its nonce. */
  readonly retry: 'yes' | 'no';
}

/** Changes one parameter. */
export type Choose = (parameter: keyof Choice, value: string) => void;

/** The parameters by which the address says it. */
export const CHOICE_PARAMETERS: ReadonlyArray<keyof Choice> = [
  'framework',
  'operation',
  'credentials',
  'retry',
];

/** The operations that an address can name. */
export const OPERATION_IDS: readonly OperationId[] = OPERATIONS.map(({ id }) => id);

/** The credentials that an address can name. */
export const CREDENTIALS: readonly CredentialChoice[] = ['token', 'none', 'bearer'];

/** Reads what is chosen off the address; what it does not say, or wrongly, is as at the beginning. */
export function readChoice(address: URLSearchParams): Choice {
  return {
    framework: frameworkOf(address),
    operation: oneOf(OPERATION_IDS, address.get('operation')) ?? 'messages',
    credentials: oneOf(CREDENTIALS, address.get('credentials')) ?? 'token',
    retry: address.get('retry') === 'no' ? 'no' : 'yes',
  };
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((one) => one === value);
}
