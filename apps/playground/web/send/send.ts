import type { DecisionEvent, Framework, Setting } from '../../server/control/protocol.ts';
import { REQUEST_ID_FIELD } from '../../server/control/protocol.ts';
import type { OperationId, OperationInput } from '../../server/operations.ts';
import { plainRequest } from '../../server/operations.ts';
import { decisionsOn, relay } from '../control/control-client.ts';
import type { Credential } from '../session/credential.ts';
import { makeProof } from '../session/dpop-key.ts';

/** A header field: name and value. */
export type Field = readonly [name: string, value: string];

/** A request of one of the messages APIs, complete. */
export interface ApiRequest {
  readonly framework: Framework;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Field[];
  readonly body?: string | undefined;
}

/** What came back. Of the fields, those that a page of another origin may read (all of them through the relay). */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: readonly Field[];
  readonly body: string;
}

/** What took how long, in milliseconds. */
export interface StepTime {
  readonly name: string;
  readonly ms: number;
}

/** A request, its answer, and what the API thought. */
export interface Call {
  /** As it was sent, save for what the browser adds. */
  readonly request: ApiRequest;
  /** Whether the playground's own server sent it. */
  readonly isRelayed?: boolean | undefined;
  readonly answer: ApiAnswer;
  /** The authentication's decision, then a guard's; none where the route is open. */
  readonly decisions: readonly DecisionEvent[];
  readonly steps: readonly StepTime[];
}

/** What is asked of which API. */
export interface Target {
  readonly framework: Framework;
  readonly operation: OperationId;
  readonly input?: OperationInput | undefined;
}

/** Writes a request without credentials. */
export function apiRequest(setting: Setting, { framework, operation, input }: Target): ApiRequest {
  const { method, path, body } = plainRequest(framework, operation, input);
  return {
    framework,
    method,
    url: setting.apis[framework] + path,
    headers: body === undefined ? [] : [['content-type', 'application/json']],
    body,
  };
}

/** Writes the credentials of a request: the token, and a new proof where it is bound to a key. */
export async function credentialFields(
  { method, url }: Pick<ApiRequest, 'method' | 'url'>,
  { token, key }: Pick<Credential, 'token' | 'key'>,
  nonce?: string,
): Promise<readonly Field[]> {
  if (key === undefined) return [['authorization', `Bearer ${token}`]];
  const proof = await makeProof(key, { method, url, accessToken: token, nonce });
  return [
    ['authorization', `DPoP ${token}`],
    ['dpop', proof],
  ];
}

/** How a request is sent. */
export interface SendOptions {
  /** What was done before, and how long it took. */
  readonly before?: readonly StepTime[] | undefined;
  /** By the playground's own server, because a browser makes one field of two. */
  readonly isRelayed?: boolean | undefined;
}

/**
 * Sends a request, and asks what the API decided about it.
 *
 * @throws {TypeError} when the API cannot be reached
 */
export async function send(
  request: ApiRequest,
  { before = [], isRelayed = false }: SendOptions = {},
): Promise<Call> {
  const id = crypto.randomUUID();
  const sent = { ...request, headers: [...request.headers, [REQUEST_ID_FIELD, id] as const] };
  const start = performance.now();
  const answer = await (isRelayed ? throughRelay(sent) : directly(sent));
  const roundTrip = { name: 'Request and answer', ms: performance.now() - start };
  const decisions = await decisionsOn(id);
  const inside = decisions.map(({ stage, ms }) => ({
    name: stage === 'guard' ? 'of that, the guard' : 'of that, Holdfast verifies',
    ms,
  }));
  return { request: sent, isRelayed, answer, decisions, steps: [...before, roundTrip, ...inside] };
}

async function directly({ method, url, headers, body }: ApiRequest): Promise<ApiAnswer> {
  const response = await fetch(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    cache: 'no-store',
    ...(body !== undefined && { body }),
  });
  return {
    status: response.status,
    headers: [...response.headers],
    body: await response.text(),
  };
}

async function throughRelay(request: ApiRequest): Promise<ApiAnswer> {
  const { framework: api, method, headers, body } = request;
  const { pathname, search } = new URL(request.url);
  return relay({ api, method, path: pathname + search, headers, body });
}

/** Finds a field of an answer, by its name in lower case. */
export function fieldOf({ headers }: Pick<ApiAnswer, 'headers'>, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
