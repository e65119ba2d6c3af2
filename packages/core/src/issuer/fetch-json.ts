import { readText } from '../request/read-text.ts';
import { isSafeJson } from '../request/safe-json.ts';
import { within } from '../request/within.ts';

/** What an outgoing request needs from the options. */
export interface Outgoing {
  readonly fetch: typeof fetch;
  /** Seconds for the whole exchange, the body included. */
  readonly timeout: number;
}

/** What came of asking for a JSON document. */
export type JsonAnswer =
  | { readonly outcome: 'ok'; readonly value: unknown }
  | { readonly outcome: 'status'; readonly status: number }
  | { readonly outcome: 'malformed' }
  | { readonly outcome: 'unreachable'; readonly cause: unknown };

/**
 * Gets a JSON document, within the time and 1 MiB, and without following redirects, which could
 * lead anywhere. Never rejects.
 */
export async function fetchJson(outgoing: Outgoing, url: string): Promise<JsonAnswer> {
  const controller = new AbortController();
  try {
    // By a timer besides the signal, because an injected fetch may not honour that.
    return await within(outgoing.timeout, request(outgoing.fetch, url, controller.signal));
  } catch (cause) {
    return { outcome: 'unreachable', cause };
  } finally {
    controller.abort();
  }
}

async function request(send: typeof fetch, url: string, signal: AbortSignal): Promise<JsonAnswer> {
  const response = await send(url, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal,
  });
  if (response.status !== 200 || response.redirected) {
    return { outcome: 'status', status: response.status };
  }
  const text = await readText(response);
  if (text === undefined) return { outcome: 'malformed' };
  try {
    const value: unknown = JSON.parse(text);
    return isSafeJson(value) ? { outcome: 'ok', value } : { outcome: 'malformed' };
  } catch {
    return { outcome: 'malformed' };
  }
}
