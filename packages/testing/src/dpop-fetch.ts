import type { DpopClient } from './dpop-client.ts';
import { requestedNonce } from './dpop-nonce.ts';
import { requestSignal, untilAborted } from './request-signal.ts';

/**
 * Makes the `fetch` of a DPoP client: each request with a fresh proof, once more when the server
 * asks for a nonce (RFC 9449 sections 7.1, 8.2 and 9).
 */
export function createDpopFetch(proof: DpopClient['proof'], send: typeof fetch): typeof fetch {
  const nonces = new Map<string, string>();
  return async (input, init) => {
    // Kept apart from the Request: a signal that a Request merely follows can be lost with it.
    const signal = requestSignal(input, init);
    const request = new Request(input, { ...init, signal: null });
    if (request.headers.has('dpop')) {
      throw new TypeError('client.fetch makes the proof; to send another one, use a plain fetch');
    }
    signal?.throwIfAborted();
    const { method, url } = request;
    const { origin } = new URL(url);
    const accessToken = readAccessToken(request.headers);
    const body = request.body && (await untilAborted(request.arrayBuffer(), signal));

    async function attempt(nonce: string | undefined): Promise<Response> {
      const headers = new Headers(request.headers);
      headers.set('dpop', await proof({ method, url, accessToken, nonce }));
      const response = await send(new Request(request, { headers, body }), { signal });
      const next = response.headers.get('dpop-nonce');
      // After a redirect another URL speaks, perhaps of another origin.
      if (next && !response.redirected) nonces.set(origin, next);
      return response;
    }

    const response = await attempt(nonces.get(origin));
    const nonce = response.redirected ? null : requestedNonce(response);
    if (nonce === null) return response;
    await response.body?.cancel();
    return attempt(nonce);
  };
}

function readAccessToken(headers: Headers): string | undefined {
  return /^dpop[ \t]+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}
