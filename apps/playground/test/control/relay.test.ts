import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RelayAnswer, RelayOrder } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { relay } from '../../server/control/relay.ts';
import { close, listen } from '../../server/ports.ts';
import type { Control } from './control.ts';
import { startControl } from './control.ts';

const ORDER: RelayOrder = { api: 'express', method: 'GET', path: '/', headers: [] };

describe('a relayed request', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await close(server);
  });
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    return listen(server, 0);
  }

  it.each([
    { id: 'without a body', method: 'GET', body: undefined },
    { id: 'with a body', method: 'POST', body: '{"text":"Grüße"}' },
    { id: 'with a body where none is usual', method: 'GET', body: 'text' },
  ])('is sent as it was ordered: $id', async ({ method, body }) => {
    const origin = await serve(async (request, response) => {
      const { method, url, rawHeaders } = request;
      const got = (await buffer(request)).toString();
      response.end(JSON.stringify({ method, url, rawHeaders, got }));
    });
    const headers = [
      ['authorization', 'Bearer a'],
      ['Authorization', 'Bearer b'],
    ] as const;
    const answer = await relay(origin, { ...ORDER, method, path: '/a?b=c', headers, body });
    const { rawHeaders, ...rest } = JSON.parse(answer.body) as { readonly rawHeaders: string[] };
    expect(rest).toEqual({ method, url: '/a?b=c', got: body ?? '' });
    expect(rawHeaders.join('\n')).toContain('authorization\nBearer a\nAuthorization\nBearer b');
    expect(rawHeaders.slice(0, 2)).toEqual(['host', new URL(origin).host]);
  });

  it('is answered as it came: status, repeated fields, no redirect followed', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, [
        ['Location', '/elsewhere'],
        ['X-Two', '1'],
        ['X-Two', '2'],
      ]);
      response.end('Gone.');
    });
    const { status, headers, body } = await relay(origin, ORDER);
    expect({ status, body }).toEqual({ status: 302, body: 'Gone.' });
    expect(headers.filter(([name]) => /location|x-two/i.test(name))).toEqual([
      ['Location', '/elsewhere'],
      ['X-Two', '1'],
      ['X-Two', '2'],
    ]);
  });

  const MOST = 64 * 1024;
  it('may have an answer of 64 KiB', async () => {
    const origin = await serve((_request, response) => response.end('a'.repeat(MOST)));
    expect((await relay(origin, ORDER)).body).toHaveLength(MOST);
  });

  it.each<{ id: string; listener: RequestListener; status: number; says: string }>([
    {
      id: 'too long an answer',
      listener: (_request, response) => response.end('a'.repeat(MOST + 1)),
      status: 502,
      says: 'The answer has more than 64 KiB.',
    },
    {
      id: 'no answer',
      listener: (request) => request.socket.destroy(),
      status: 502,
      says: 'The API does not answer.',
    },
    {
      id: 'half an answer',
      listener: (_request, response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half', () => response.destroy());
      },
      status: 502,
      says: 'The API does not answer.',
    },
    {
      id: 'an answer that is cut off',
      listener: (request, response) => {
        response.write('half', () => request.socket.resetAndDestroy());
      },
      status: 502,
      says: 'The API does not answer.',
    },
    {
      id: 'another protocol',
      listener: ({ socket }) =>
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
        ),
      status: 502,
      says: 'The API answers with something else than an answer.',
    },
    {
      id: 'hints alone',
      listener: (_request, response) => response.writeEarlyHints({ link: '</a>; rel=preload' }),
      status: 502,
      says: 'The API answers with something else than an answer.',
    },
    {
      id: 'an answer that does not come',
      listener: () => {},
      status: 504,
      says: 'The API took too long to answer.',
    },
    {
      id: 'an answer that does not end',
      listener: (_request, response) => void response.write('and so on'),
      status: 504,
      says: 'The API took too long to answer.',
    },
  ])('fails with a sentence: $id', async ({ listener, status, says }) => {
    const patience = status === 504 ? 200 : undefined;
    await expect(relay(await serve(listener), ORDER, patience)).rejects.toMatchObject({
      status,
      message: says,
    });
  });

  it('fails with a sentence where nobody listens', async () => {
    const origin = await serve(() => {});
    await close(servers[0] as Server);
    await expect(relay(origin, ORDER)).rejects.toMatchObject({ status: 502 });
  });
});

describe('POST relay', () => {
  let control: Control;
  beforeAll(async () => {
    control = await startControl();
  });
  afterAll(() => control?.stop());

  it.each(FRAMEWORKS)('sends two Authorization fields to %s, which refuses them', async (api) => {
    const headers = [
      ['Authorization', 'Bearer a'],
      ['Authorization', 'Bearer b'],
    ];
    const order = { api, method: 'GET', path: '/whoami', headers };
    const { status, body } = await control.post('relay', order);
    expect(status).toBe(200);
    const answer = body as RelayAnswer;
    expect(answer.status).toBe(400);
    const challenge = answer.headers.find(([name]) => name.toLowerCase() === 'www-authenticate');
    expect(challenge?.[1]).toContain('error="invalid_request"');
  });
});
