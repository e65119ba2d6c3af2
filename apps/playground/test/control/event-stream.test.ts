import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerFailure } from '../../server/control/control-refusal.ts';
import { eventStream, MOST_STREAMS } from '../../server/control/event-stream.ts';
import { close, listen } from '../../server/ports.ts';
import { EventLog, KEPT } from '../../server/watch/event-log.ts';

/** An event as it came. */
interface Came {
  readonly id: string;
  readonly data: unknown;
}

let log: EventLog;
let server: Server;
let url: string;
let sockets: Socket[];
beforeEach(async () => {
  log = new EventLog(() => 1_700_000_000_000);
  sockets = [];
  server = createServer(express().get('/', eventStream(log)).use(answerFailure));
  server.on('connection', (socket) => sockets.push(socket));
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

it('takes so many listeners and no more, until one leaves', async () => {
  const streams = await Promise.all(Array.from({ length: MOST_STREAMS }, () => open()));
  expect((await fetch(url)).status).toBe(503);
  rotate('a');
  expect((await streams[0]?.next(1))?.map(({ data }) => data)).toEqual([rotated(1, 'a')]);
  await streams[1]?.leave();
  await vi.waitFor(async () => {
    const another = await open();
    expect(another.response.status).toBe(200);
    await another.leave();
  });
  await Promise.all(streams.map(({ leave }) => leave()));
});

it('gives all that is kept, however much it is', async () => {
  for (let count = 0; count < KEPT; count++) rotate('a'.repeat(15_000));
  const { next, leave } = await open();
  expect((await next(KEPT)).at(-1)?.data).toMatchObject({ id: KEPT });
  await leave();
});

it('sends away who does not read, and keeps nothing for him', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await once(socket, 'readable');
  const [stream] = sockets;
  const kid = 'a'.repeat(15_000);
  let most = 0;
  for (let count = 0; count < 20 * KEPT && stream?.destroyed === false; count++) {
    rotate(kid);
    most = Math.max(most, stream.writableLength);
    await new Promise(setImmediate);
  }
  expect(stream?.destroyed).toBe(true);
  expect(most).toBeLessThan(1024 * 1024);
  socket.destroy();
});

it('ends with the server', async () => {
  const { next } = await open();
  await close(server);
  await expect(next(1)).rejects.toThrow();
});
