import type { DecisionEvent, SeenAuth } from '../control/protocol.ts';
import type { NewEvent } from './event-log.ts';

const MOST = 16 * 1024;
const MOST_OF_TEXT = 256;
const LEFT_OUT = { left_out: 'It has more than the log keeps.' } as const;

/** Leaves out of an event what a caller made too large: the claims and the header of a token, the details of a refusal. */
export function bounded(event: NewEvent): NewEvent {
  if (event.kind !== 'decision' || Buffer.byteLength(JSON.stringify(event)) <= MOST) return event;
  return { ...event, ...withoutClaims(event) };
}

function withoutClaims({
  auth,
  refusal,
}: Pick<DecisionEvent, 'auth' | 'refusal'>): Pick<DecisionEvent, 'auth' | 'refusal'> {
  return {
    auth: auth && short(auth),
    refusal: refusal && { ...refusal, details: LEFT_OUT },
  };
}

function short({ clientId, proof, ...auth }: SeenAuth): SeenAuth {
  return {
    ...auth,
    clientId: clientId.slice(0, MOST_OF_TEXT),
    scopes: [],
    permissions: [],
    claims: LEFT_OUT,
    header: LEFT_OUT,
    proof: proof && { ...proof, jti: proof.jti.slice(0, MOST_OF_TEXT) },
  };
}
