import { vi } from 'vitest';

/** Sends what the page asks of its own server there, as coming from the page. */
export function actAsPage(origin: string): void {
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    if (typeof input !== 'string' || !input.startsWith('/')) return send(input, init);
    const headers = new Headers(init.headers);
    headers.set('origin', origin);
    return send(origin + input, { ...init, headers });
  });
}
