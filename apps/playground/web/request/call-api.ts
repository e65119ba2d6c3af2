import type { Setting } from '../../server/control/protocol.ts';
import { parseChallenges } from '../send/parse-challenges.ts';
import type { ApiRequest, Call } from '../send/send.ts';
import { credentialFields, fieldOf, send } from '../send/send.ts';
import type { Errand } from './errand.ts';
import { bareRequest } from './errand.ts';

/**
 * Calls an API as a client does: where it asks for its nonce, once more with that (RFC 9449 section 9).
 *
 * @param nonce what the API gave last, for the proof
 * @returns one call, or two
 * @throws {TypeError} when the API cannot be reached
 */
export async function callApi(
  setting: Setting,
  errand: Errand,
  nonce?: string,
): Promise<readonly Call[]> {
  const request = bareRequest(setting, errand);
  const { credential, retries } = errand;
  const first = await attempt(request, credential, nonce);
  const given = newestNonce([first]);
  const canRetry = retries && credential?.key !== undefined;
  if (!canRetry || given === undefined || !wantsNonce(first)) return [first];
  return [first, await attempt(request, credential, given)];
}

/** Finds the newest nonce that the API gave: the next proof carries it (RFC 9449 section 8.2). */
export function newestNonce(calls: readonly Call[]): string | undefined {
  return calls
    .map(({ answer }) => fieldOf(answer, 'dpop-nonce'))
    .findLast((nonce) => nonce !== undefined);
}

async function attempt(
  request: ApiRequest,
  credential: Errand['credential'],
  nonce: string | undefined,
): Promise<Call> {
  if (credential === undefined) return send(request);
  const start = performance.now();
  const fields = await credentialFields(request, credential, nonce);
  const proof = { name: 'Proof is made', ms: performance.now() - start };
  const sent = { ...request, headers: [...fields, ...request.headers] };
  return send(sent, { before: credential.key === undefined ? [] : [proof] });
}

function wantsNonce({ answer }: Call): boolean {
  const challenges = parseChallenges(fieldOf(answer, 'www-authenticate') ?? '');
  return challenges
    .flatMap(({ parameters }) => parameters)
    .some(([name, value]) => name === 'error' && value === 'use_dpop_nonce');
}
