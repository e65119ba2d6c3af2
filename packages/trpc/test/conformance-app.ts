// The suite asks for routes with bodies of their own, and tRPC has procedures and an envelope. Here a
// path is mapped to its procedure, and data and errors are taken out of the envelope; the status and the
// header fields are those that tRPC and the adapter under test have written. Two things of tRPC's own are taken
// away: the items of Vary that it adds to every answer, and what the body has beside the error.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { applyGuard, ROUTES, servesMetadata, showAuth } from '@holdfast/auth-conformance';
import { requestUrl } from '@holdfast/auth-core';
import { getRequestListener } from '@hono/node-server';
import { initTRPC } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import express from 'express';
import type { ApiClientOptions, AuthContext, CreateContextOptions } from '../src/index.ts';
import {
  ApiClient,
  getAuth,
  isAuthError,
  protectedResourceMetadata,
  trpcAuth,
} from '../src/index.ts';

// What tRPC wants of every POST; the suite's have no body.
const JSON_TYPE = 'application/json';

interface Context extends AuthContext {
  /** Sets a header field of the answer. */
  readonly set: (name: string, value: string) => void;
}

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error: { cause } }) => ({
    ...shape,
    data: { ...shape.data, ...(isAuthError(cause) && { error: cause.code }) },
  }),
});

function createApp(options: ApiClientOptions) {
  const api = new ApiClient(options);
  const procedures = ROUTES.map(({ auth: admission, guards, after }) => {
    const { required } = admission ?? {};
    const auth = trpcAuth(api, { required });
    let procedure: typeof t.procedure = t.procedure;
    if (admission) procedure = procedure.use(auth.authenticated) as never;
    for (const guard of guards) procedure = procedure.use(applyGuard(auth, guard) as never);
    const show = ({ ctx }: { ctx: Context }) => {
      for (const name in after) ctx.set(name, after[name] as string);
      return showAuth(getAuth(ctx));
    };
    return { GET: procedure.query(show), POST: procedure.mutation(show) };
  });
  const router = t.router(Object.fromEntries(procedures.map((each, index) => [index, each])));
  const createContext = (from: CreateContextOptions): Context => ({
    ...trpcAuth(api).createContext(from),
    set: (name, value) =>
      'resHeaders' in from
        ? from.resHeaders.set(name, value)
        : (from.res as ServerResponse).setHeader(name, value),
  });
  const metadata = servesMetadata(options) ? protectedResourceMetadata(api) : () => undefined;
  return { router, createContext, metadata };
}

/** The path of the procedure behind a route, and what the app sets before it. */
function routeTo(method: string | undefined, url: string | undefined) {
  const asked = requestUrl('', url ?? '/').replace(/[?#].*/, '');
  const index = ROUTES.findIndex(({ path, rest }) => rest || path === asked);
  const { before } = ROUTES[index] as (typeof ROUTES)[number];
  return { path: `/${index}.${method === 'POST' ? 'POST' : 'GET'}`, before };
}

function unwrapBody(text: string): string {
  if (text === '') return '';
  const { result, error } = JSON.parse(text);
  return JSON.stringify(
    result ? result.data : { error: error.data.error, error_description: error.message },
  );
}

function unwrapVary(vary: string): string {
  const items = vary.split(', ').filter((item) => item !== 'trpc-accept' && item !== 'accept');
  return items.join(', ');
}

/** Makes a Node response take what tRPC writes, and send it without the envelope. */
function unwrap(res: ServerResponse): void {
  const { end } = res;
  let text = '';
  const decoder = new TextDecoder();
  res.write = (chunk: Uint8Array) => {
    text += decoder.decode(chunk, { stream: true });
    return true;
  };
  res.end = (chunk?: unknown) => {
    const vary = unwrapVary(String(res.getHeader('vary') ?? ''));
    if (vary === '') res.removeHeader('vary');
    else Reflect.apply(Object.getPrototypeOf(res).setHeader, res, ['vary', vary]);
    return end.call(res, unwrapBody(text + (chunk ?? '')), 'utf8');
  };
}

function unwrapResponse(response: Response, text: string): Response {
  const { status } = response;
  const headers = new Headers(response.headers);
  const vary = unwrapVary(headers.get('vary') ?? '');
  if (vary === '') headers.delete('vary');
  else headers.set('vary', vary);
  return new Response(status === 204 ? null : unwrapBody(text), { status, headers });
}

type Metadata = ReturnType<typeof createApp>['metadata'];

/** Serves the metadata beside tRPC on Node, as an application would. */
function serveMetadata(metadata: Metadata, req: IncomingMessage, res: ServerResponse): boolean {
  const url = requestUrl('http://app.test', req.url ?? '/');
  const found = URL.canParse(url) && metadata(new Request(url, { method: req.method ?? 'GET' }));
  if (!found) return false;
  res.writeHead(found.status, Object.fromEntries(found.headers));
  void found.text().then((body) => res.end(body));
  return true;
}

/** The routes of the suite through each of tRPC's adapters for HTTP. */
export const APPS: Readonly<
  Record<'standalone' | 'Express' | 'Fetch', (options: ApiClientOptions) => RequestListener>
> = {
  standalone: (options) => {
    const { metadata, ...app } = createApp(options);
    const handle = createHTTPHandler(app);
    return (req, res) => {
      if (serveMetadata(metadata, req, res)) return;
      const { path, before } = routeTo(req.method, req.url);
      for (const name in before) res.setHeader(name, before[name] as string);
      unwrap(res);
      req.headers['content-type'] ??= JSON_TYPE;
      handle(Object.assign(req, { originalUrl: req.url, url: path }), res);
    };
  },
  Express: (options) => {
    const { metadata, ...app } = createApp(options);
    return express()
      .use((req, res, next) => {
        if (serveMetadata(metadata, req, res)) return;
        const { path, before } = routeTo(req.method, req.url);
        res.set(before);
        unwrap(res);
        req.headers['content-type'] ??= JSON_TYPE;
        req.url = path;
        next();
      })
      .use(createExpressMiddleware(app));
  },
  Fetch: (options) => {
    const { metadata, router, createContext } = createApp(options);
    return getRequestListener(async (req) => {
      const found = metadata(req);
      if (found) return found;
      const { path, before } = routeTo(req.method, req.url);
      const { method, body } = req;
      const headers = new Headers(req.headers);
      if (!headers.has('content-type')) headers.set('content-type', JSON_TYPE);
      const init = { method, headers, body, duplex: 'half' };
      const response = await fetchRequestHandler({
        endpoint: '/',
        req: new Request(`http://app.test${path}`, init as RequestInit),
        router,
        createContext: ({ resHeaders }) => {
          for (const name in before) resHeaders.set(name, before[name] as string);
          return createContext({ req, resHeaders });
        },
      });
      return unwrapResponse(response, await response.text());
    });
  },
};
