import type { HttpHandler } from 'msw';
import { HttpResponse, http } from 'msw';
import type { TestIssuer } from './test-issuer.ts';

/**
 * Makes msw handlers that answer every request for the issuer's origin through `issuer.fetch`, for
 * suites that already run msw and for code that takes no `fetch` of its own. Outages, rotations and
 * the request log work as they do without msw; a second issuer on the same origin is not reached.
 *
 * @example
 * const server = setupServer(...mswHandlers(issuer));
 */
export function mswHandlers(issuer: Pick<TestIssuer, 'issuer' | 'fetch'>): HttpHandler[] {
  const origin = new URL(issuer.issuer).origin.replaceAll(/[.[\]]/g, String.raw`\$&`);
  return [
    http.all(new RegExp(`^${origin}/`), async ({ request }) => {
      try {
        return await issuer.fetch(request);
      } catch {
        // msw turns what a handler throws into a 500; a failed connection must stay one.
        return HttpResponse.error();
      }
    }),
  ];
}
