import { requestSignal, untilAborted } from './request-signal.ts';

/** One request that went through `issuer.fetch`. */
export interface TestRequest {
  readonly method: string;
  /** The absolute URL. */
  readonly url: string;
}

interface SimulatedHost {
  /** The one origin that exists. */
  readonly origin: string;
  /** Where requests are recorded. */
  readonly requests: TestRequest[];
  readonly answer: (request: Request) => Promise<Response>;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 20;

/**
 * Makes a `fetch` whose network consists of one host. It keeps to the Fetch standard where a client
 * could tell: inputs, signals (for the body too), redirect modes, and TypeError for a failed
 * connection. A client that relies on the real one being strict must not pass here by accident.
 */
export function createSimulatedFetch(host: SimulatedHost): typeof fetch {
  return async (input, init) => {
    const signal = requestSignal(input, init);
    // The signal is handled here: one that a Request merely follows can be lost with the Request.
    let request = new Request(input, { ...init, signal: null });
    signal?.throwIfAborted();
    for (let redirects = 0; ; redirects += 1) {
      const { url } = request;
      host.requests.push({ method: request.method, url });
      if (new URL(url).origin !== host.origin) {
        throw networkError('ENOTFOUND', `${new URL(url).origin} is not ${host.origin}`);
      }
      const response = await untilAborted(host.answer(request.clone()), signal);
      if (response.type === 'error') throw networkError('ECONNRESET', 'the answer was an error');
      const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
      if (location === null || request.redirect === 'manual') {
        return deliver(response, { url, redirected: redirects > 0 }, signal);
      }
      if (request.redirect === 'error') throw networkError('ERR_REDIRECT', 'unexpected redirect');
      if (redirects === MAX_REDIRECTS) throw networkError('ERR_REDIRECT', 'too many redirects');
      request = followed(request, response.status, new URL(location, url));
    }
  };
}

/** Makes the error with which `fetch` rejects when there is no answer. */
export function networkError(code: string, detail: string): TypeError {
  const cause = Object.assign(new Error(`${code}: ${detail}`), { code });
  return new TypeError('fetch failed', { cause });
}

function deliver(
  response: Response,
  facts: { readonly url: string; readonly redirected: boolean },
  signal: AbortSignal | null,
): Response {
  const body =
    signal === null || response.body === null
      ? response.body
      : response.body.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
  const delivered = new Response(body, response);
  // Only a real network sets these two; clients that look for redirects read them.
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(delivered, name, { value, configurable: true, enumerable: true });
  }
  return delivered;
}

/** Fetch standard, HTTP-redirect fetch: POST turns into GET save for 307 and 308. */
function followed(request: Request, status: number, url: URL): Request {
  const toGet =
    (status === 303 && request.method !== 'HEAD') || (status < 303 && request.method === 'POST');
  return toGet
    ? new Request(url, { method: 'GET', redirect: request.redirect })
    : new Request(url, request);
}
