import type {
  DecisionEvent,
  FetchEvent,
  Refusal,
  ServerEvent,
} from '../../../server/control/protocol.ts';

/** A request to an API, as an event. */
export function decision(of: Partial<DecisionEvent> = {}): DecisionEvent {
  return {
    kind: 'decision',
    id: 1,
    at: 1000,
    api: 'koa',
    stage: 'authentication',
    method: 'GET',
    path: '/whoami',
    ms: 1,
    ...of,
  };
}

/** A request to the authorization server, as an event. */
export function fetched(of: Partial<FetchEvent> = {}): FetchEvent {
  const url = 'http://127.0.0.1:4000/jwks';
  return { kind: 'fetch', id: 1, at: 1000, api: 'koa', purpose: 'keys', url, ms: 1, ...of };
}

/** A change of the authorization server, as an event. */
export function changed(of: Partial<ServerEvent> = {}): ServerEvent {
  return { kind: 'server', id: 1, at: 1000, change: 'stopped', ...of };
}

/** Why a request was refused. */
export function refusal(status: number, reason: string): Refusal {
  return { name: 'AuthError', status, code: 'invalid_token', reason, message: '', details: {} };
}
