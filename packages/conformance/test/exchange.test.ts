import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exchange } from '../src/http/exchange.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function serve(onRequest: (socket: Socket, request: string) => void): Promise<number> {
  const server = createServer((socket) => {
    let request = '';
    socket.on('data', (chunk) => {
      request += chunk.toString('latin1');
      if (request.includes('\r\n\r\n')) onRequest(socket, request);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

test('writes fields as they stand: repeats, order, case, white space, octets', async () => {
  const seen: string[] = [];
  const port = await serve((socket, request) => {
    seen.push(request);
    socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  });
  const fields = [
    ['aUTHORIZATION', ' \tBearer  a '],
    ['X', '\u00e9'],
    ['Authorization', ''],
  ] as const;
  await exchange(port, { method: 'GET', target: '/a?b', fields });
  expect(seen).toEqual([
    `GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\naUTHORIZATION:  \tBearer  a \r\nX: \u00e9\r\nAuthorization: \r\n\r\n`,
  ]);
});

test('sends a form with its length', async () => {
  const port = await serve((socket, request) => {
    const body = request.slice(request.indexOf('\r\n\r\n') + 4);
    if (body === 'a=b') socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n${body}`);
  });
  const answer = await exchange(port, { method: 'POST', target: '/', fields: [], body: 'a=b' });
  expect(answer.body).toBe('a=b');
});

test('does not wait for a connection that stays open', async () => {
  const port = await serve((socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na'),
  );
  expect((await exchange(port, { method: 'GET', target: '/', fields: [] })).body).toBe('a');
});

test('reads an answer that comes octet by octet', async () => {
  const port = await serve((socket) => {
    socket.setNoDelay(true);
    for (const octet of 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab') socket.write(octet);
  });
  expect((await exchange(port, { method: 'GET', target: '/', fields: [] })).body).toBe('ab');
});

test.each([
  ['ends within the answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na', /ended within/],
  ['is no HTTP', 'hello\r\n\r\n', /status line/],
  ['is empty', '', /ended within/],
])('rejects when the answer %s', async (_what, bytes, message) => {
  const port = await serve((socket) => socket.end(bytes));
  await expect(exchange(port, { method: 'GET', target: '/', fields: [] })).rejects.toThrow(message);
});

test('rejects when nobody listens', async () => {
  const port = await serve(() => {});
  const [server] = servers.splice(0);
  await new Promise((closed) => server?.close(closed));
  await expect(exchange(port, { method: 'GET', target: '/', fields: [] })).rejects.toThrow(
    'ECONNREFUSED',
  );
});
