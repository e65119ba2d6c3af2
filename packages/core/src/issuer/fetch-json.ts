import { readText } from '../request/read-text.ts';
import { isSafeJson } from '../request/safe-json.ts';
import { withinSignal } from '../request/within.ts';
import { IssuerFailure } from './issuer-failure.ts';

/** What an outgoing request needs from the options. */
export interface Outgoing {
  readonly fetch: typeof fetch;
  /** Seconds for the whole exchange, the body included. */
  readonly timeout: number;
}

/**
 * Gets a JSON document of an issuer, within the time and 1 MiB, and without following redirects,
 * which could lead anywhere.
 *
 * @throws {IssuerFailure} `metadata_unavailable` or `keys_unavailable` with the status of an answer that is not
 * 200, or without one where none came; `metadata_invalid` or `keys_invalid` for what is no document
 */
export async function fetchJson(
  { fetch, timeout }: Outgoing,
  what: 'metadata' | 'keys',
  url: string,
): Promise<unknown> {
  const unavailable = `${what}_unavailable` as const;
  let text: string | undefined;
  try {
    text = await withinSignal(timeout, async (signal) => {
      const headers = { accept: 'application/json' };
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      const { status, redirected } = response;
      if (status === 200 && !redirected) return readText(response);
      throw new IssuerFailure(unavailable, { url, status });
    });
  } catch (cause) {
    throw cause instanceof IssuerFailure ? cause : new IssuerFailure(unavailable, { url }, cause);
  }
  try {
    const document: unknown = JSON.parse(text ?? '');
    if (isSafeJson(document)) return document;
  } catch {
    // Refused like a document that is not safe.
  }
  throw new IssuerFailure(`${what}_invalid`, { url });
}
