import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  ApiClientOptions,
  AuthError,
  Guard,
  RefusalResponse,
  ResourceRequest,
} from '@holdfast/auth-core';
import {
  ApiClient,
  guardWithoutAuthentication,
  mergeHeader,
  requestUrl,
  requiredScopes,
  scopeIncludesAny,
} from '@holdfast/auth-core';
import type { ConformanceRoute, Target } from '../src/index.ts';
import { ROUTES, showAuth } from '../src/index.ts';

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
  readonly merge?: typeof mergeHeader;
}

const GUARDS = { requiredScopes, scopeIncludesAny };

/** Serves the routes on Node alone: the core without a framework, whole or broken. */
export async function startNodeTarget(
  options: ApiClientOptions,
  faults: Faults = {},
): Promise<Target> {
  const api = new ApiClient(faults.options?.(options) ?? options);
  const server = createServer({ maxHeaderSize: 65_536 }, (req, res) => {
    answer(api, req, res, faults).catch(() => {
      res.statusCode = 500;
      res.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function answer(
  api: ApiClient,
  req: IncomingMessage,
  res: ServerResponse,
  faults: Faults,
): Promise<void> {
  const { merge = mergeHeader, route: change = (same) => same } = faults;
  const { url = '/', method = 'GET' } = req;
  const origin = `http://${req.headers.host}`;
  const sent = { method, url: requestUrl(origin, url), headers: req.headersDistinct };
  const request = faults.request?.(sent, req) ?? sent;
  const asked = requestUrl('', url).replace(/[?#].*/, '');
  const found = ROUTES.find(({ path, rest }) => rest || path === asked);
  if (found === undefined) throw new Error(`no route ${url}`);
  const { before, auth: admission, onError, guard, after } = change(found);
  const write = (fields: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(fields)) {
      res.setHeader(name, merge(name, res.getHeader(name)?.toString(), value));
    }
  };
  for (const [name, value] of Object.entries(before)) res.setHeader(name, value);
  const judged = admission && (await api.admit(request, admission));
  const overlooked = judged?.ok === false && faults.overlooks?.(judged.error) === true;
  const admitted = overlooked ? { ok: true as const, auth: undefined, headers: {} } : judged;
  if (admitted?.ok) write(faults.success?.(admitted.headers) ?? admitted.headers);
  if (guard && !admitted) throw guardWithoutAuthentication();
  const caller = admitted?.ok ? admitted.auth : undefined;
  const refused =
    admitted?.ok === false ? admitted : guard && api.enforce(check(guard), caller, request);
  if (refused) {
    const own = { status: refused.response.status, headers: {}, body: refused.error.reason };
    const refusal = onError ? own : refused.response;
    const { status, headers, body } = faults.refusal?.(refusal, request) ?? refusal;
    res.statusCode = status;
    write(headers);
    res.end(body);
    return;
  }
  for (const [name, value] of Object.entries(after)) res.setHeader(name, value);
  res.statusCode = method === 'OPTIONS' ? 204 : 200;
  res.end(method === 'OPTIONS' ? undefined : JSON.stringify(showAuth(caller)));
}

function check({ name, scopes }: NonNullable<ConformanceRoute['guard']>): Guard {
  return GUARDS[name](...scopes);
}
