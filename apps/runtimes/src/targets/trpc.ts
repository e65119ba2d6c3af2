import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConformanceHarness } from '@holdfast/auth-conformance';
import { serveOnNode } from '@holdfast/auth-conformance';
import { requestUrl } from '@holdfast/auth-core';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import type { TrpcApp } from './trpc-app.ts';
import { CONTENT_TYPE, createTrpcApp, routeTo, unwrapBody, unwrapVary } from './trpc-app.ts';

/** Serves tRPC's standalone adapter with the runtime's `node:http`. */
export const start: ConformanceHarness['start'] = async (options) => {
  const { router, createContext, metadata } = createTrpcApp(options);
  const handle = createHTTPHandler({
    router,
    createContext: (from) =>
      createContext(from, (name, value) => void from.res.setHeader(name, value)),
  });
  return serveOnNode((req, res) => {
    if (serveMetadata(metadata, req, res)) return;
    const { path, before } = routeTo(req.method, req.url);
    for (const [name, value] of Object.entries(before)) res.setHeader(name, value);
    unwrap(res);
    req.headers['content-type'] ??= CONTENT_TYPE;
    handle(Object.assign(req, { originalUrl: req.url, url: path }), res);
  });
};

function serveMetadata(
  metadata: TrpcApp['metadata'],
  { method = 'GET', url: target = '/' }: IncomingMessage,
  res: ServerResponse,
): boolean {
  const url = requestUrl('http://app.test', target);
  const found = URL.canParse(url) && metadata(new Request(url, { method }));
  if (!found) return false;
  res.writeHead(found.status, Object.fromEntries(found.headers));
  void found.text().then((body) => res.end(body));
  return true;
}

/** Makes a response take what tRPC writes, and send it without the envelope. */
function unwrap(res: ServerResponse): void {
  const { end, setHeader } = res;
  const decoder = new TextDecoder();
  let text = '';
  res.write = (chunk: Uint8Array) => {
    text += decoder.decode(chunk, { stream: true });
    return true;
  };
  res.end = (chunk?: unknown) => {
    const vary = unwrapVary(String(res.getHeader('vary') ?? ''));
    if (vary === '') res.removeHeader('vary');
    else setHeader.call(res, 'vary', vary);
    return end.call(res, unwrapBody(text + (chunk ?? '')), 'utf8');
  };
}
