import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { MemoryReplayStore } from '@holdfast/auth-core';
import { RedisReplayStore } from '@holdfast/auth-redis';
import { afterEach, describe, expect, it } from 'vitest';
import { openReplayStore } from '../server/replay-store.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((end) => server.close(end))));
});

/** Something that listens, and answers each command with one of the lines. */
async function listening(answers: Readonly<Record<string, string>> | undefined): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (data) => {
      // RESP: a command is a list of strings, each after its length.
      for (const [, name = ''] of String(data).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
        if (answers) socket.write(`${answers[name] ?? '+OK'}\r\n`);
      }
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const REDIS = { HELLO: '%0', PING: '+PONG' };

async function nowhere(): Promise<string> {
  const url = await listening(REDIS);
  await new Promise((end) => servers.pop()?.close(end));
  return url;
}

it.each([
  { id: 'by its URL', open: openReplayStore },
  { id: 'without', open: (usualPlace: string) => openReplayStore(undefined, { usualPlace }) },
])('Redis is found where it answers, and again after an outage: $id', async ({ open }) => {
  const { store, kind, close } = await open(await listening(REDIS));
  expect(kind).toBe('redis');
  expect(store).toBeInstanceOf(RedisReplayStore);
  const inAMinute = Date.now() / 1000 + 60;
  expect(await store.add('key', inAMinute)).toBe(true);

  for (const socket of sockets) socket.destroy();
  const answer = async (): Promise<unknown> =>
    Promise.resolve(store.add('key', inAMinute)).catch(() => 'rejected');
  await expect.poll(answer).toBe(true);

  const ended = [...sockets].map((socket) => once(socket, 'close'));
  await close();
  await Promise.all(ended);
});

const USELESS = [
  { id: 'nothing listens', place: nowhere },
  { id: 'what listens says nothing', place: () => listening(undefined) },
  { id: 'it wants a password', place: () => listening({ HELLO: '-NOAUTH', PING: '-NOAUTH' }) },
  { id: 'what listens is no Redis', place: () => listening({ HELLO: 'HTTP/1.1 400', PING: 'x' }) },
];

describe.each(USELESS)('where $id', ({ place }) => {
  const patience = 50;

  it.each([undefined, ''])('the memory does, without a URL (%j)', async (url) => {
    const { store, kind, close } = await openReplayStore(url, {
      usualPlace: await place(),
      patience,
    });
    expect(kind).toBe('memory');
    expect(store).toBeInstanceOf(MemoryReplayStore);
    await close();
  });

  it('a URL is an error', async () => {
    const search = { usualPlace: await listening(REDIS), patience };
    await expect(openReplayStore(await place(), search)).rejects.toThrow(
      'No Redis answers at the URL of PLAYGROUND_REDIS_URL.',
    );
  });
});

it('says so too where the URL is none', async () => {
  await expect(openReplayStore('not a url')).rejects.toThrow('PLAYGROUND_REDIS_URL');
});
