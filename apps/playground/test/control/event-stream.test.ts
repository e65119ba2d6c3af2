import type { Server } from 'node:http';
import { createServer } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eventStream } from '../../server/control/event-stream.ts';
import { close, listen } from '../../server/ports.ts';
import { EventLog } from '../../server/watch/event-log.ts';

/** An event as it came. */
interface Came {
  readonly id: string;
  readonly data: unknown;
}

let log: EventLog;
let server: Server;
let url: string;
beforeEach(async () => {
  log = new EventLog(() => 1_700_000_000_000);
  server = createServer(express().get('/', eventStream(log)));
  url = await listen(server, 0);
});
afterEach(() => close(server));

const rotate = (kid: string): void => log.record({ kind: 'server', change: 'rotated', kid });
const rotated = (id: number, kid: string): object => {
  return { id, at: 1_700_000_000_000, kind: 'server', change: 'rotated', kid };
};

async function open(headers: Record<string, string> = {}): Promise<{
  readonly response: Response;
  /** Gives the next events. */
  next(count: number): Promise<Came[]>;
  leave(): Promise<void>;
}> {
  const response = await fetch(url, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (count: number): Promise<Came[]> => {
    while (text.split('\n\n').length <= count) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error('The stream ended.');
      text += value;
    }
    const blocks = text.split('\n\n');
    text = blocks.slice(count).join('\n\n');
    return blocks.slice(0, count).map(parse);
  };
  return { response, next, leave: async () => reader?.cancel() };
}

function parse(block: string): Came {
  const [, id = '', data = ''] = /^id: (\S+)\ndata: (.*)$/.exec(block) ?? [];
  return { id, data: JSON.parse(data) };
}

it('begins with what is kept and goes on with what happens', async () => {
  rotate('a');
  rotate('b');
  const { response, next, leave } = await open();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect((await next(2)).map(({ data }) => data)).toEqual([rotated(1, 'a'), rotated(2, 'b')]);
  rotate('c');
  expect((await next(1)).map(({ data }) => data)).toEqual([rotated(3, 'c')]);
  await leave();
});

it('is open before anything has happened', async () => {
  const { response, next, leave } = await open();
  expect(response.status).toBe(200);
  rotate('a');
  expect((await next(1)).map(({ data }) => data)).toEqual([rotated(1, 'a')]);
  await leave();
});

it('goes on where a client was that comes back', async () => {
  rotate('a');
  rotate('b');
  const first = await open();
  const [seen] = await first.next(2);
  await first.leave();
  rotate('c');
  const second = await open({ 'last-event-id': seen?.id ?? '' });
  expect((await second.next(2)).map(({ data }) => data)).toEqual([
    rotated(2, 'b'),
    rotated(3, 'c'),
  ]);
  await second.leave();
});

it.each([
  { id: 'of an earlier start', field: '00000000-0000-4000-8000-000000000000/1' },
  { id: 'not of this server', field: '1' },
  { id: 'empty', field: '' },
])('begins anew for a last event that it does not know: $id', async ({ field }) => {
  rotate('a');
  rotate('b');
  const { next, leave } = await open({ 'last-event-id': field });
  expect((await next(1)).map(({ data }) => data)).toEqual([rotated(1, 'a')]);
  await leave();
});

it('tells nobody who has left', async () => {
  const unsubscribe = vi.fn<() => void>();
  vi.spyOn(log, 'subscribe').mockReturnValue(unsubscribe);
  const { leave } = await open();
  expect(unsubscribe).not.toHaveBeenCalled();
  await leave();
  await vi.waitFor(() => expect(unsubscribe).toHaveBeenCalledOnce());
});

it('ends with the server', async () => {
  const { next } = await open();
  await close(server);
  await expect(next(1)).rejects.toThrow();
});
