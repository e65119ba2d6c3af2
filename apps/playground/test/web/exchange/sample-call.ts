import type { DecisionEvent, Framework, Refusal } from '../../../server/control/protocol.ts';
import type { Call } from '../../../web/send/send.ts';

interface SampleCall {
  readonly framework?: Framework;
  readonly status?: number;
  readonly body?: unknown;
  readonly decisions?: readonly DecisionEvent[];
}

/** A call that was answered. */
export function sampleCall({
  framework = 'express',
  status = 200,
  body = {},
  decisions = [],
}: SampleCall): Call {
  return {
    request: { framework, method: 'GET', url: 'http://127.0.0.1:4001/archive', headers: [] },
    answer: { status, headers: [], body: JSON.stringify(body) },
    decisions,
    steps: [],
  };
}

/** A caller who was let in. */
export function accepted(sub: string, clientId: string): DecisionEvent {
  return {
    ...DECISION,
    auth: {
      scheme: 'bearer',
      issuer: 'http://127.0.0.1:4000',
      clientId,
      scopes: [],
      permissions: [],
      expiresAt: 0,
      claims: { sub },
      header: {},
    },
  };
}

/** A caller who was not. */
export function refused(): DecisionEvent {
  return { ...DECISION, refusal: REFUSAL };
}

const DECISION = {
  id: 1,
  at: 1000,
  kind: 'decision',
  api: 'express',
  stage: 'authentication',
  method: 'GET',
  path: '/archive',
  ms: 1,
} as const;

const REFUSAL: Refusal = {
  name: 'VerifyAccessTokenError',
  status: 401,
  code: 'invalid_token',
  reason: 'expired',
  message: 'The access token has expired.',
  details: {},
};
