import { afterEach, expect, test, vi } from 'vitest';
import type { RelayOrder } from '../../../server/control/protocol.ts';
import type { ApiRequest } from '../../../web/send/send.ts';
import { send } from '../../../web/send/send.ts';

const REQUEST: ApiRequest = {
  framework: 'koa',
  method: 'POST',
  url: 'http://127.0.0.1:2/messages',
  headers: [
    ['authorization', 'Bearer a.b.c'],
    ['content-type', 'application/json'],
  ],
  body: '{}',
};

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Lets everything answer, and gives the fields that came to the API, or in the order to the relay. */
function listen(): { fields: unknown } {
  const seen: { fields: unknown } = { fields: undefined };
  vi.stubGlobal('fetch', async (url: string, { headers, body }: RequestInit = {}) => {
    if (url.startsWith('/control/events')) return Response.json([]);
    const isRelay = url === '/control/relay';
    seen.fields = isRelay ? (JSON.parse(String(body)) as RelayOrder).headers : headers;
    return isRelay ? Response.json({ status: 200, headers: [], body: '' }) : new Response('');
  });
  return seen;
}

test.each([
  { id: 'by the page', isRelayed: false },
  { id: 'by the relay', isRelayed: true },
])('the request of a call is the one that was sent $id', async ({ isRelayed }) => {
  const seen = listen();
  const call = await send(REQUEST, { isRelayed });
  expect(call).toMatchObject({ isRelayed, request: { method: 'POST', body: '{}' } });
  expect(call.request.headers).toEqual(seen.fields);
  expect(call.request.headers.map(([name]) => name)).toEqual([
    'authorization',
    'content-type',
    'playground-request',
  ]);
});
