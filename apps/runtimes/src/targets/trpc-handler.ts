import type { ApiClientOptions } from '@holdfast/auth-trpc';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { CONTENT_TYPE, createTrpcApp, routeTo, unwrapBody, unwrapVary } from './trpc-app.ts';

/** Makes a Fetch handler of tRPC's adapter for Fetch. */
export function createTrpcHandler(
  options: ApiClientOptions,
): (request: Request) => Promise<Response> {
  const { router, createContext, metadata } = createTrpcApp(options);
  return async (request) => {
    const found = metadata(request);
    if (found) return found;
    const { method, body, url } = request;
    const { path, before } = routeTo(method, url);
    const headers = new Headers(request.headers);
    if (!headers.has('content-type')) headers.set('content-type', CONTENT_TYPE);
    const init = { method, headers, body, duplex: 'half' };
    const answer = await fetchRequestHandler({
      endpoint: '/',
      req: new Request(`http://app.test${path}`, init as RequestInit),
      router,
      createContext: ({ resHeaders }) => {
        for (const [name, value] of Object.entries(before)) resHeaders.set(name, value);
        return createContext({ req: request, resHeaders }, (name, value) =>
          resHeaders.set(name, value),
        );
      },
    });
    return unwrap(answer);
  };
}

async function unwrap(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers);
  const vary = unwrapVary(headers.get('vary') ?? '');
  if (vary === '') headers.delete('vary');
  else headers.set('vary', vary);
  const { status } = answer;
  const body = status === 204 ? null : unwrapBody(await answer.text());
  return new Response(body, { status, headers });
}
