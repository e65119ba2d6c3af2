import { expect, test } from 'vitest';
import type { DecisionEvent, FetchEvent } from '../../../server/control/protocol.ts';
import { behindCall } from '../../../web/exchange/behind-call.ts';
import { accepted } from './sample-call.ts';

const time = { framework: 'koa', from: 1000, until: 2000 } as const;

const fetched = (id: number, event: Partial<FetchEvent> = {}): FetchEvent => ({
  ...{ id, at: 1500, kind: 'fetch', api: 'koa', purpose: 'token', url: 'u', ms: 1, status: 200 },
  ...event,
});
const decided = (id: number, event: Partial<DecisionEvent> = {}): DecisionEvent => ({
  ...{ ...accepted('alice', 'messages-api'), id, at: 1500, api: 'archive' },
  ...event,
});

test('finds the exchange and what the archive decided', () => {
  const { tokenRequest, archive } = behindCall([fetched(1), decided(2)], time);
  expect([tokenRequest?.id, archive?.id]).toEqual([1, 2]);
});

test.each([
  { id: 'of before', events: [fetched(1, { at: 999 }), decided(2, { at: 999 })] },
  { id: 'of after', events: [fetched(1, { at: 2001 }), decided(2, { at: 2001 })] },
  { id: 'of another API', events: [fetched(1, { api: 'hono' }), decided(2, { api: 'koa' })] },
  { id: 'that is no exchange', events: [fetched(1, { purpose: 'keys' })] },
])('leaves out what is $id', ({ events }) => {
  expect(behindCall(events, time)).toEqual({ tokenRequest: undefined, archive: undefined });
});

test('takes in the first and the last moment', () => {
  const { tokenRequest, archive } = behindCall(
    [fetched(1, { at: 1000 }), decided(2, { at: 2000 })],
    time,
  );
  expect([tokenRequest?.id, archive?.id]).toEqual([1, 2]);
});
