import type { IncomingMessage as Req, ServerResponse as Res } from 'node:http';
import * as core from '@holdfast/auth-core';

/** Stands before a handler: true lets the request go on, false says that it is answered. */
export type Step = (req: Req, res: Res) => boolean | Promise<boolean>;
export type OnError = (error: core.AuthError, res: Res) => false;
type Context = { auth: core.AuthInfo | undefined; enforce: (guard: core.Guard) => boolean };
const contexts = new WeakMap<Req, Context>();
export const getAuth = (req: Req): core.AuthInfo | undefined => contexts.get(req)?.auth;

export function auth(client: core.ApiClient, options?: core.AdapterOptions<OnError>): Step {
  const { api, admission, onError } = core.adapterSetup(client, options);
  return async (req, res) => {
    const { method = 'GET', url = '/', headersDistinct: headers } = req;
    const request = { method, url: core.requestUrl(`http://${req.headers.host}`, url), headers };
    const settle = (refused?: core.Refused): boolean =>
      refused && onError ? onError(refused.error, res) : send(res, refused?.response);
    const result = await api.admit(request, admission);
    if (!result.ok) return settle(result);
    const enforce = (guard: core.Guard) => settle(api.enforce(guard, result.auth, request));
    contexts.set(req, { auth: result.auth, enforce });
    return send(res, { headers: result.headers });
  };
}
export const guards: core.Guards<Step> = core.adaptGuards((guard) => (req) => {
  const context = contexts.get(req);
  if (context === undefined) throw core.guardWithoutAuthentication();
  return context.enforce(guard);
});
export function protectedResourceMetadata(api: core.ApiClient): Step {
  const answer = api.metadata();
  return ({ method = 'GET', url = '/' }, res) => send(res, answer({ method, url }));
}
function send(res: Res, { status, headers, body }: Partial<core.RefusalResponse> = {}): boolean {
  for (const [name, value] of Object.entries(headers ?? {}))
    res.setHeader(name, core.mergeHeader(name, res.getHeader(name), value));
  if (status !== undefined) res.writeHead(status).end(body);
  return status === undefined;
}
