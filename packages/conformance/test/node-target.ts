import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  ApiClientOptions,
  AuthError,
  RefusalResponse,
  Refused,
  ResourceRequest,
} from '@holdfast/auth-core';
import * as holdfast from '@holdfast/auth-core';
import type { ConformanceRoute, GuardCall, Target } from '../src/index.ts';
import { applyGuard, ROUTES, serveOnNode, servesMetadata, showAuth } from '../src/index.ts';

/** Ways to break a target. Each is the identity where it is not given. */
export interface Faults {
  readonly options?: (options: ApiClientOptions) => ApiClientOptions;
  readonly request?: (request: ResourceRequest, raw: IncomingMessage) => ResourceRequest;
  readonly refusal?: (refusal: RefusalResponse, request: ResourceRequest) => RefusalResponse;
  /** Tells which refusals are passed over. */
  readonly overlooks?: (error: AuthError) => boolean;
  /** Changes the header fields of a success. */
  readonly success?: (headers: Record<string, string>) => Record<string, string>;
  readonly route?: (route: ConformanceRoute) => ConformanceRoute;
  readonly merge?: typeof holdfast.mergeHeader;
  /** Changes what the handler finds of the caller. */
  readonly caller?: (auth: Caller) => Caller | Promise<Caller>;
  /** True where the metadata are not served. */
  readonly hidesMetadata?: boolean;
}

/** What a handler finds of its caller. */
export type Caller = holdfast.AuthInfo<unknown> | undefined;

/** Serves the routes on Node alone: the core without a framework, whole or broken. */
export async function startNodeTarget(
  options: ApiClientOptions,
  faults: Faults = {},
): Promise<Target> {
  const changed = faults.options?.(options) ?? options;
  const api = new holdfast.ApiClient(changed);
  const metadata =
    servesMetadata(changed) && !faults.hidesMetadata ? api.metadata() : () => undefined;
  return serveOnNode((req, res) => {
    const { url = '/', method = 'GET' } = req;
    const served = metadata({ method, url });
    if (served) return write(res, served);
    answer(api, req, res, faults).catch(() => write(res, { status: 500, headers: {}, body: '' }));
  });
}

async function answer(
  api: holdfast.ApiClient,
  req: IncomingMessage,
  res: ServerResponse,
  faults: Faults,
): Promise<void> {
  const { merge, route: change = (same) => same } = faults;
  const { url = '/', method = 'GET' } = req;
  const origin = `http://${req.headers.host}`;
  const sent = { method, url: holdfast.requestUrl(origin, url), headers: req.headersDistinct };
  const request = faults.request?.(sent, req) ?? sent;
  const asked = holdfast.requestUrl('', url).replace(/[?#].*/, '');
  const route = ROUTES.find(({ path, rest }) => rest || path === asked);
  if (route === undefined) throw new Error(`no route ${url}`);
  const { before, auth: admission, onError, guards, after } = change(route);
  for (const [name, value] of Object.entries(before)) res.setHeader(name, value);
  const judged = admission && (await api.admit(request, admission));
  const overlooked = judged?.ok === false && faults.overlooks?.(judged.error) === true;
  const admitted = overlooked ? { ok: true as const, auth: undefined, headers: {} } : judged;
  if (admitted?.ok) setFields(res, faults.success?.(admitted.headers) ?? admitted.headers, merge);
  const caller = admitted?.ok ? admitted.auth : undefined;
  const refused = admitted?.ok === false ? admitted : enforceAll(guards, api, request, admitted);
  if (refused) {
    const own = { status: refused.response.status, headers: {}, body: refused.error.reason };
    const refusal = onError ? own : refused.response;
    return write(res, faults.refusal?.(refusal, request) ?? refusal, merge);
  }
  for (const [name, value] of Object.entries(after)) res.setHeader(name, value);
  const found = faults.caller ? await faults.caller(caller) : caller;
  const shown = JSON.stringify(showAuth(found));
  const status = method === 'OPTIONS' ? 204 : 200;
  write(res, { status, headers: {}, body: method === 'OPTIONS' ? '' : shown });
}

function enforceAll(
  guards: readonly GuardCall[],
  api: holdfast.ApiClient,
  request: ResourceRequest,
  admitted: holdfast.Admitted | undefined,
): Refused | undefined {
  if (guards.length > 0 && !admitted) throw holdfast.guardWithoutAuthentication();
  for (const call of guards) {
    const refused = api.enforce(applyGuard(holdfast, call), admitted?.auth, request);
    if (refused) return refused;
  }
  return undefined;
}

function write(
  res: ServerResponse,
  { status, headers, body }: RefusalResponse,
  merge?: Faults['merge'],
): void {
  res.statusCode = status;
  setFields(res, headers, merge);
  res.end(body);
}

function setFields(
  res: ServerResponse,
  fields: Readonly<Record<string, string>>,
  merge: Faults['merge'] = holdfast.mergeHeader,
): void {
  for (const [name, value] of Object.entries(fields)) {
    res.setHeader(name, merge(name, res.getHeader(name), value));
  }
}
