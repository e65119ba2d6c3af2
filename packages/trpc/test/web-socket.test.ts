import { on } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDpopClient, createTestIssuer } from '@holdfast/auth-testing';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { ApiClient, trpcAuth } from '../src/index.ts';
import { OPTIONS, t } from './setting.ts';

const START = 1_900_000_000;
let time = START;
const now = (): number => time;
const issuer = await createTestIssuer({ algorithm: 'ES256', now });
const api = new ApiClient({
  audience: OPTIONS.audience,
  issuer: issuer.issuer,
  fetch: issuer.fetch,
  now,
});
const lateIssuer = await createTestIssuer({ algorithm: 'ES256', now });
const late = trpcAuth({
  audience: OPTIONS.audience,
  issuer: lateIssuer.issuer,
  fetch: lateIssuer.fetch,
  now,
});
const { createContext, authenticated, requiredScopes } = trpcAuth(api);
const optional = trpcAuth(api, { required: false });
const procedure = t.procedure.use(authenticated);
const changes: string[] = [];

const router = t.router({
  open: t.procedure.query(() => 'open'),
  maybe: t.procedure.use(optional.authenticated).query(({ ctx }) => ctx.auth?.clientId ?? 'nobody'),
  caller: procedure.query(({ ctx }) => ctx.auth.clientId),
  late: t.procedure.use(late.authenticated).query(({ ctx }) => ctx.auth.clientId),
  read: procedure.use(requiredScopes('read')).query(() => 'passed'),
  change: procedure.mutation(({ ctx }) => changes.push(ctx.auth.clientId)),
  events: procedure.subscription(async function* ({ ctx }) {
    yield ctx.auth.clientId;
    await new Promise(() => {});
  }),
});

const client = await createDpopClient();
const good = await issuer.mint({ clientId: 'shop' });
const bound = await issuer.mint({ dpopKey: client });
const url = 'http://127.0.0.1/';
const dpop = await client.proof({ method: 'GET', url, accessToken: bound });
const foreign = await issuer.mint({ audience: 'https://other.test' });

type Message = { readonly id: number; readonly error?: unknown; readonly result?: unknown };

/** One connection, spoken to by hand, so that nothing reconnects by itself. */
async function connect(params?: Record<string, string>, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  const query = params ? '?connectionParams=1' : '';
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${query}`, { headers });
  const messages = on(socket, 'message');
  const next = async (): Promise<Message> => {
    const { value } = await messages.next();
    return JSON.parse(String(value[0])) as Message;
  };
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, String(reason)]));
  });
  await new Promise((opened) => socket.once('open', opened));
  if (params) socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
  let id = 0;
  const call = (path: string, method = 'query'): Promise<Message> => {
    id += 1;
    socket.send(JSON.stringify({ id, method, params: { path } }));
    return next();
  };
  return { socket, closed, call, next };
}

function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}

const data = (value: unknown) => ({ result: { type: 'data', data: value } });
const refused = (code: string, message: string) => ({ error: { message, data: { code } } });
const ANONYMOUS = refused('UNAUTHORIZED', 'This request needs an access token.');

let server: WebSocketServer;
beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  applyWSSHandler({
    wss: server,
    router,
    createContext: (options) => ({ ...createContext(options), app: 'things' }),
  });
  await new Promise((listening) => server.once('listening', listening));
});
afterAll(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((closed) => server.close(closed));
});
beforeEach(() => {
  time = START;
  changes.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a WebSocket connection is authenticated by connectionParams', () => {
  test('once, when the first protected procedure asks', async () => {
    const admit = vi.spyOn(api, 'admit');
    const { call, socket } = await connect(
      bearer(await issuer.mint({ clientId: 'shop', scope: 'read' })),
    );
    expect(await call('open')).toMatchObject(data('open'));
    expect(admit).not.toHaveBeenCalled();
    expect(await call('caller')).toMatchObject(data('shop'));
    expect(await call('read')).toMatchObject(data('passed'));
    expect(await call('maybe')).toMatchObject(data('shop'));
    expect(await call('events', 'subscription')).toMatchObject({ result: { type: 'started' } });
    expect(admit).toHaveBeenCalledTimes(1);
    socket.terminate();
  });

  test('each as a caller of its own', async () => {
    const users = ['alice', 'bob', 'carol'];
    const connections = await Promise.all(
      users.map(async (clientId) => connect(bearer(await issuer.mint({ clientId })))),
    );
    const shown = await Promise.all(connections.map(({ call }) => call('caller')));
    expect(shown).toMatchObject(users.map(data));
    for (const { socket } of connections) socket.terminate();
  });

  const REFUSED: ReadonlyArray<{
    readonly id: string;
    readonly params?: Record<string, string>;
    readonly headers?: Record<string, string>;
    readonly expected: object;
  }> = [
    { id: 'no connectionParams', expected: ANONYMOUS },
    { id: 'connectionParams without a token', params: { other: 'x' }, expected: ANONYMOUS },
    {
      id: 'a token on the upgrade request alone',
      headers: bearer(good),
      expected: ANONYMOUS,
    },
    {
      id: 'a token that is bound to a key (RFC 9449 section 7.2)',
      params: bearer(bound),
      expected: refused(
        'UNAUTHORIZED',
        'The access token is bound to a key and needs proof of possession.',
      ),
    },
    {
      id: 'the DPoP scheme, with a proof among the params',
      params: { authorization: `DPoP ${bound}`, dpop },
      expected: refused('BAD_REQUEST', 'The DPoP scheme needs a DPoP field.'),
    },
    {
      id: 'the DPoP scheme, with a proof on the upgrade request',
      params: { authorization: `DPoP ${bound}` },
      headers: { dpop },
      expected: refused('BAD_REQUEST', 'The DPoP scheme needs a DPoP field.'),
    },
    {
      id: 'a token of another audience',
      params: bearer(foreign),
      expected: refused('UNAUTHORIZED', 'The access token was issued for another audience.'),
    },
    {
      id: 'a token without the scheme',
      params: { authorization: good },
      expected: refused('UNAUTHORIZED', 'This authentication scheme is not accepted here.'),
    },
  ];
  test.each(REFUSED)('refused: $id', async ({ params, headers, expected }) => {
    const { call, socket } = await connect(params, headers);
    expect(await call('caller')).toMatchObject(expected);
    expect(await call('open')).toMatchObject(data('open'));
    socket.terminate();
  });

  test('and a guard refuses a call, not the connection', async () => {
    const { call, socket } = await connect(bearer(good));
    expect(await call('read')).toMatchObject({ error: { data: { code: 'FORBIDDEN' } } });
    expect(await call('caller')).toMatchObject(data('shop'));
    socket.terminate();
  });

  test('anew after an outage of the authorization server', async () => {
    lateIssuer.goDown();
    const { call, socket } = await connect(bearer(await lateIssuer.mint({ clientId: 'late' })));
    expect(await call('late')).toMatchObject({ error: { data: { code: 'SERVICE_UNAVAILABLE' } } });
    lateIssuer.comeBack();
    time += 60;
    expect(await call('late')).toMatchObject(data('late'));
    socket.terminate();
  });
});

describe('a WebSocket connection ends when its token does', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  const pass = (seconds: number): void => {
    time += seconds;
    vi.advanceTimersByTime(seconds * 1000);
  };
  const mint = () => issuer.mint({ clientId: 'shop', expiresIn: 60 });

  test('with the code 3000, subscriptions and all', async () => {
    const { call, closed, next } = await connect(bearer(await mint()));
    await call('events', 'subscription');
    expect(await next()).toMatchObject(data('shop'));
    pass(59);
    expect(await call('caller')).toMatchObject(data('shop'));
    pass(1);
    expect(await closed).toEqual([3000, 'The access token has expired.']);
  });

  test('and a call that comes before the client has closed its side is refused', async () => {
    const { call, socket, closed } = await connect(bearer(await mint()));
    await call('change', 'mutation');
    // The client keeps its side open, and goes on sending.
    socket.pause();
    pass(60);
    void call('change', 'mutation');
    await new Promise((flushed) => socket.send('{}', flushed));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    socket.resume();
    await closed;
    expect(changes).toEqual(['shop']);
  });

  test('at once, where the token is accepted for the tolerance alone', async () => {
    const { call, closed } = await connect(bearer(await mint()));
    time = START + 62;
    void call('change', 'mutation');
    expect(await closed).toEqual([3000, 'The access token has expired.']);
    expect(changes).toEqual([]);
  });

  test('and not before, without a token', async () => {
    const { call, socket } = await connect({});
    expect(await call('maybe')).toMatchObject(data('nobody'));
    pass(1_000_000);
    expect(await call('maybe')).toMatchObject(data('nobody'));
    socket.terminate();
  });

  test('and leaves nothing behind when it is closed first', async () => {
    const { call, socket, closed } = await connect(bearer(await mint()));
    await call('caller');
    const accepted = [...server.clients].at(-1);
    const close = vi.spyOn(accepted as WebSocket, 'close');
    const gone = new Promise((resolve) => accepted?.once('close', resolve));
    socket.close();
    await Promise.all([closed, gone]);
    const calls = close.mock.calls.length;
    pass(60);
    expect(close.mock.calls.length).toBe(calls);
  });
});
