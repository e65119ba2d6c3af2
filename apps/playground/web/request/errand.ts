import type { Setting } from '../../server/control/protocol.ts';
import type { OperationInput } from '../../server/operations.ts';
import type { ApiRequest, Target } from '../send/send.ts';
import { apiRequest } from '../send/send.ts';
import type { Credential } from '../session/credential.ts';
import type { Choice } from './choice.ts';

/** What was typed, for the operations that take something. */
export interface Typed {
  /** Of a new message. */
  readonly text: string;
  /** At the other company; empty for the first one. */
  readonly account: string;
  /** A session of the system from before OAuth. */
  readonly session: string;
}

/** What stands in the fields before somebody types. */
export const TYPED_AT_FIRST: Typed = { text: 'Hello.', account: '', session: 'session-of-alice' };

/** What is sent, and with what. */
export interface Errand {
  readonly target: Target;
  readonly legacySession?: string | undefined;
  /** Without a key, the token goes as a Bearer token. */
  readonly credential?: Pick<Credential, 'token' | 'key'> | undefined;
  /** Whether to send once more where the API asks for its nonce. */
  readonly retries: boolean;
}

/** Puts together what is sent. */
export function errandOf(
  { framework, operation, credentials, retry }: Choice,
  typed: Typed,
  current: Pick<Credential, 'token' | 'key'> | undefined,
): Errand {
  const asBearer = current && { token: current.token };
  const credential = { token: current, none: undefined, bearer: asBearer }[credentials];
  return {
    target: { framework, operation, input: inputOf(operation, typed) },
    legacySession: operation === 'legacy' ? typed.session : undefined,
    credential,
    retries: retry === 'yes',
  };
}

function inputOf(operation: Choice['operation'], { text, account }: Typed): OperationInput {
  if (operation === 'write') return { text };
  return operation === 'calendar' && account !== '' ? { account } : {};
}

/** Writes the request of an errand, without token and proof. */
export function bareRequest(setting: Setting, { target, legacySession }: Errand): ApiRequest {
  const request = apiRequest(setting, target);
  if (legacySession === undefined) return request;
  return { ...request, headers: [...request.headers, ['legacy-session', legacySession]] };
}

/** Tells whether two errands send the same, save for the proofs, which are new each time. */
export function isSameErrand(one: Errand, other: Errand): boolean {
  return gistOf(one) === gistOf(other);
}

function gistOf({ target, legacySession, credential }: Errand): string {
  return JSON.stringify([target, legacySession, credential?.token, credential?.key?.jkt]);
}
