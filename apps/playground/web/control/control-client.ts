import type {
  ControlFailure,
  DecisionEvent,
  OldNonce,
  RelayAnswer,
  RelayOrder,
  ServerAction,
  ServerState,
  Setting,
  TokenOrder,
} from '../../server/control/protocol.ts';

/** What the control API refused, or that it could not be reached: a sentence for people. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}

/** Asks where everything is. */
export function getSetting(): Promise<Setting> {
  return ask('setting');
}

/** Asks how the authorization server is. */
export function getServerState(): Promise<ServerState> {
  return ask('authorization-server');
}

/** Does something to the authorization server, and says how it is then. */
export function changeServer(action: ServerAction): Promise<ServerState> {
  return ask('authorization-server', action);
}

/** Makes a token that the authorization server would never issue. */
export async function craftToken(order: TokenOrder): Promise<string> {
  return (await ask<{ readonly token: string }>('tokens', order)).token;
}

/** Lets the playground's server send a request that a browser cannot send as it is meant. */
export function relay(order: RelayOrder): Promise<RelayAnswer> {
  return ask('relay', order);
}

/** Asks for a nonce that the APIs issued an hour ago. */
export async function getOldNonce(): Promise<string> {
  return (await ask<OldNonce>('old-nonce')).nonce;
}

/** Asks what the APIs decided about one request: nothing, where the route is open. */
export function decisionsOn(requestId: string): Promise<readonly DecisionEvent[]> {
  return ask(`events?${new URLSearchParams({ request: requestId })}`);
}

async function ask<T>(path: string, order?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/control/${path}`, order === undefined ? {} : posted(order));
  } catch (cause) {
    throw new ControlError('The playground does not answer. Is it still running?', { cause });
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as T;
  const { error } = Object(body) as Partial<ControlFailure>;
  throw new ControlError(error ?? `The playground answered with the status ${response.status}.`);
}

function posted(order: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  };
}
