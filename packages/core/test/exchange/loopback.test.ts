import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiClient, ApiError } from '../../src/index.ts';
import { AUDIENCE, createGate } from '../protected-api.ts';
import { readBasic } from './sent-request.ts';
import { CLIENT, EXCHANGES, errorOf, SUBJECT } from './setting.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let answer: Answer = (response) => void response.end();
let server: Server;
let origin: string;
const tokenRequests: { readonly authorization: string; readonly form: URLSearchParams }[] = [];
const others: string[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/.well-known/openid-configuration') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ issuer: origin, token_endpoint: `${origin}/token` }));
    } else if (request.method === 'POST' && request.url === '/token') {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      tokenRequests.push({ authorization: request.headers.authorization ?? '', form });
      answer(response, request);
    } else {
      others.push(`${request.method} ${request.url}`);
      response.end('{"access_token":"elsewhere"}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function createClient(options: object = {}): ApiClient {
  return new ApiClient({
    issuer: origin,
    audience: AUDIENCE,
    insecureRequests: true,
    ...CLIENT,
    ...options,
  });
}

const json = { 'content-type': 'application/json' };

test('a good exchange through a real socket', async () => {
  answer = (response) => {
    response.writeHead(200, json);
    response.write('{"access_token":"real",');
    response.end('"expires_in":"60","scope":""}');
  };
  const result = await createClient().getTokenByExchangeProfile(SUBJECT, {
    subjectTokenType: 'urn:example:legacy',
    extra: { role: ['a', 'b'] },
  });
  expect(result).toMatchObject({ accessToken: 'real', expiresIn: 60, scope: '' });
  const sent = tokenRequests.at(-1);
  expect(readBasic(sent?.authorization ?? '')).toEqual({
    id: CLIENT.clientId,
    secret: CLIENT.clientSecret,
  });
  expect(sent?.form.get('subject_token')).toBe(SUBJECT);
  expect(sent?.form.getAll('role')).toEqual(['a', 'b']);
});

const MIB = 1024 * 1024;
const FAILURES: readonly (readonly [id: string, code: string, answer: Answer])[] = [
  ['resets before the headers', 'network_error', (response) => response.socket?.resetAndDestroy()],
  ['ends the connection', 'network_error', (response) => response.socket?.end()],
  ['speaks no HTTP', 'network_error', (response) => response.socket?.end('SSH-2.0-server\r\n')],
  [
    'resets in the body',
    'network_error',
    (response) => {
      response.writeHead(200, { ...json, 'content-length': 1000 });
      response.write('{"access_token":"a"}', () => response.socket?.resetAndDestroy());
    },
  ],
  [
    'breaks off in the body',
    'network_error',
    (response) => {
      response.writeHead(200, { ...json, 'content-length': 1000 });
      response.write('{"access_token":"a"}', () => response.socket?.end());
    },
  ],
  [
    'answers 204',
    'invalid_response',
    (response) => {
      response.writeHead(204).end();
    },
  ],
  [
    'answers nothing with 200',
    'invalid_json',
    (response) => {
      response.writeHead(200).end();
    },
  ],
  [
    'answers more than 1 MiB',
    'invalid_response',
    (response) => {
      response.writeHead(200, json);
      response.end('{"access_token":"a"}'.padEnd(MIB + 1));
    },
  ],
  [
    'answers without end',
    'invalid_response',
    (response) => {
      response.writeHead(200, json);
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
  ],
];

describe('a server that', () => {
  for (const [id, code, behave] of FAILURES) {
    test(id, async () => {
      for (const { call } of EXCHANGES) {
        answer = behave;
        const error = await errorOf(call(createClient()));
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ code, statusCode: 502 });
      }
    });
  }

  test('is not there', async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const api = createClient({
      fetch: (input: string, init?: RequestInit) =>
        fetch(input.replace(/:\d+\/token/, `:${port}/token`), init),
    });
    for (const { call } of EXCHANGES) {
      expect(await errorOf(call(api))).toMatchObject({ code: 'network_error', statusCode: 502 });
    }
  });
});

describe('redirects are not followed', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    answer = (response) => {
      response.writeHead(status, { location: `${origin}/elsewhere` }).end();
    };
    for (const { call } of EXCHANGES) {
      const error = await errorOf(call(createClient()));
      expect(error).toMatchObject({ code: 'invalid_response', statusCode: 502 });
    }
    expect(others).toEqual([]);
  });

  test.each([302, 307])('what comes of a fetch that follows a %i is not used', async (status) => {
    answer = (response) => {
      response.writeHead(status, { location: `${origin}/elsewhere` }).end();
    };
    const api = createClient({
      fetch: (input: string, init?: RequestInit) => fetch(input, { ...init, redirect: 'follow' }),
    });
    for (const { call } of EXCHANGES) {
      const error = await errorOf(call(api));
      expect(error).toMatchObject({ code: 'invalid_response', statusCode: 502 });
    }
    expect(others).toHaveLength(EXCHANGES.length);
    others.length = 0;
  });
});

describe('a server that hangs is left, and its connection closed', () => {
  const closed = (response: ServerResponse): Promise<void> =>
    new Promise((resolve) => response.on('close', resolve));
  const HANGS: readonly (readonly [id: string, begin: (response: ServerResponse) => void])[] = [
    ['before the headers', () => {}],
    ['after the headers', (response) => response.writeHead(200, json).flushHeaders()],
    [
      'in the middle of the body',
      (response) => {
        response.writeHead(200, json);
        response.write('{"access_token":"a",');
      },
    ],
  ];
  // Only what the client waits for: the sockets run on as they are.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  for (const [id, begin] of HANGS) {
    test(id, async () => {
      for (const { call } of EXCHANGES) {
        let ended: Promise<void> = Promise.resolve();
        const { opened: begun, open } = createGate();
        answer = (response) => {
          ended = closed(response);
          begin(response);
          open();
        };
        const failed = errorOf(call(createClient({ timeout: 7 })));
        await begun;
        await vi.advanceTimersByTimeAsync(7_000);
        expect(await failed).toMatchObject({ code: 'timeout_error', statusCode: 504 });
        await ended;
      }
    });
  }
});
