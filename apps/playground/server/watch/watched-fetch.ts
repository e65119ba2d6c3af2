import type { FetchEvent } from '../control/protocol.ts';
import type { Watch } from './watch.ts';
import { startTimer } from './watch.ts';

/**
 * Makes a `fetch` that writes down each request to the authorization server. Bodies and header fields,
 * which hold tokens and secrets, are not looked at.
 *
 * @param send what sends the requests
 */
export function watchedFetch(watch: Watch, send: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const elapsed = startTimer(watch);
    let status: number | undefined;
    try {
      const response = await send(input, init);
      status = response.status;
      return response;
    } finally {
      const { api, log } = watch;
      log.record({ kind: 'fetch', api, purpose: purposeOf(url), url, ms: elapsed(), status });
    }
  };
}

function purposeOf(url: string): FetchEvent['purpose'] {
  if (/\/jwks(\.json)?$/.test(url)) return 'keys';
  return url.endsWith('/token') ? 'token' : 'metadata';
}
