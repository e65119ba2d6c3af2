import * as dpop from 'dpop';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARCHIVE, MACHINE, RESOURCE } from '../server/parties.ts';
import { Servers } from '../server/servers.ts';
import type { Places } from '../server/terminal/walk.ts';
import { ANY_PORTS } from './any-ports.ts';
import { userToken } from './exchange-request.ts';

const lines: string[] = [];
const servers = new Servers((line) => lines.push(line));
let places: Places;
let alice: string;
beforeAll(async () => {
  places = await servers.start(ANY_PORTS);
  alice = await userToken(places.issuer);
});
afterAll(() => servers.stop());
beforeEach(() => {
  lines.length = 0;
});

const FRAMEWORKS = [
  { name: 'Express', place: 'api' },
  { name: 'Koa', place: 'koa' },
  { name: 'Hono', place: 'hono' },
  { name: 'tRPC', place: 'trpc' },
] as const;

async function machineToken(form: object = {}, headers: object = {}): Promise<string> {
  const response = await fetch(`${places.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${MACHINE.id}:${MACHINE.secret}`)}`, ...headers },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      resource: RESOURCE,
      scope: 'read:messages write:messages',
      ...form,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Has a token made that the authorization server would not issue. */
async function craft(claims: object): Promise<string> {
  const response = await fetch(`${places.page}/control/tokens`, {
    method: 'POST',
    headers: { origin: places.page, 'content-type': 'application/json' },
    body: JSON.stringify({ claims }),
  });
  return ((await response.json()) as { token: string }).token;
}

describe('what Express is sent that cannot be read', () => {
  it.each([
    { id: 'no JSON', type: 'application/json', status: 400, error: 'The request cannot be read.' },
    {
      id: 'a charset that nobody knows',
      type: 'application/json; charset=foo',
      status: 415,
      error: 'A body must be JSON in UTF-8.',
    },
  ])('is refused in JSON: $id', async ({ type, status, error }) => {
    const response = await fetch(`${places.api}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${alice}`, 'content-type': type },
      body: '{',
    });
    expect([response.status, await response.json()]).toEqual([status, { error }]);
  });
});

describe('the archive', () => {
  const read = async (claims: object): Promise<Response> => {
    const token = await craft({ aud: ARCHIVE, scope: 'read:archive', ...claims });
    return fetch(`${places.archive}/records`, { headers: { authorization: `Bearer ${token}` } });
  };

  it('says on the terminal what failed, and not to the caller', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await read({ act: 'gateway' });
    expect([response.status, await response.json()]).toEqual([
      500,
      { error: 'The API failed. The terminal of the playground says why.' },
    ]);
    expect(printed).toHaveBeenCalledOnce();
    printed.mockRestore();
  });

  it('prints no name as it stands', async () => {
    const name = 'a\n\u001b[31mb\u009b\u202ec"';
    expect((await read({ sub: name, act: { sub: name } })).status).toBe(200);
    const printed = String.raw`"a\n\u001b[31mb\u009b\u202ec\""`;
    expect(lines).toEqual([`The archive was read for ${printed} by ${printed}`]);
  });
});

describe.each(FRAMEWORKS)('the messages API on $name', ({ place }) => {
  const isTrpc = place === 'trpc';

  async function call(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; body: unknown; response: Response }> {
    const response = await fetch(places[place] + path, init);
    const json = (await response.json()) as Record<string, Record<string, unknown>>;
    // tRPC's own bodies are around what a procedure gives; its message is the others' error.
    const unwrapped = json['result']?.['data'] ?? { error: json['error']?.['message'] };
    return { status: response.status, body: isTrpc ? unwrapped : json, response };
  }

  const bearer = (token: string): RequestInit => ({
    headers: { authorization: `Bearer ${token}` },
  });

  it('answers without a token what is open', async () => {
    expect(await call('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('reads the archive on behalf of the caller; the archive logs who did', async () => {
    expect(await call('/archive', bearer(alice))).toMatchObject({
      status: 200,
      body: {
        records: ['The first message'],
        subject: 'alice',
        client: 'messages-api',
        actors: ['messages-api'],
      },
    });
    expect(lines).toEqual(['The archive was read for "alice" by "messages-api"']);
  });

  it('passes on who acted before', async () => {
    const token = await craft({ sub: 'alice', act: { sub: 'gateway' } });
    expect(await call('/archive', bearer(token))).toMatchObject({
      status: 200,
      body: { subject: 'alice', actors: ['messages-api', 'gateway'] },
    });
    expect(lines).toEqual(['The archive was read for "alice" by "messages-api" by "gateway"']);
  });

  it.each([
    { id: 'an actor that is none', claims: { act: 'gateway' }, error: 'invalid_request' },
    { id: 'no scope for it', claims: { scope: 'write:messages' }, error: 'invalid_scope' },
  ])('says that a token cannot be exchanged: $id', async ({ claims, error }) => {
    const token = await craft(claims);
    expect(await call('/archive', bearer(token))).toMatchObject({ status: 403, body: { error } });
    expect(lines).toEqual([]);
  });

  it.each(['text', 'stream'])('takes no body of more than 64 KiB: %s', async (form) => {
    const text = JSON.stringify({ text: 'a'.repeat(64 * 1024) });
    const init = {
      method: 'POST',
      headers: { authorization: `Bearer ${alice}`, 'content-type': 'application/json' },
      body: form === 'text' ? text : new Blob([text]).stream(),
      // What Node wants to send a stream.
      duplex: 'half',
    };
    const { status, body } = await call(isTrpc ? '/write' : '/messages', init);
    const error = isTrpc ? 'PAYLOAD_TOO_LARGE' : 'A body may have 64 KiB.';
    expect([status, body]).toEqual([413, { error }]);
  });

  it('exchanges a token that is bound to a key as it is', async () => {
    const pair = await dpop.generateKeyPair('ES256');
    const proof = await dpop.generateProof(pair, `${places.issuer}/token`, 'POST');
    const token = await machineToken({}, { dpop: proof });
    const url = `${places[place]}/archive`;
    const headers = {
      authorization: `DPoP ${token}`,
      dpop: await dpop.generateProof(pair, url, 'GET', undefined, token),
    };
    expect(await call('/archive', { headers })).toMatchObject({
      status: 200,
      body: { subject: 'machine', actors: ['messages-api'] },
    });
  });

  it('exchanges no token before it has verified it', async () => {
    const { status, response } = await call('/archive', bearer(`${alice}x`));
    expect(status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect((await call('/archive')).status).toBe(401);
    expect((await call('/calendar')).status).toBe(401);
    expect(lines).toEqual([]);
  });

  it('exchanges a session by a profile', async () => {
    const headers = { 'legacy-session': 'session-of-bob' };
    expect(await call('/legacy', { headers })).toMatchObject({
      status: 200,
      body: { subject: 'bob', client: 'messages-api', actors: [] },
    });
    expect(lines).toEqual(['The archive was read for "bob"']);
  });

  it.each([
    { id: 'none', headers: {}, status: 400, error: 'missing_required_argument_error' },
    {
      id: 'one that there is not',
      headers: { 'legacy-session': 'session-of-mallory' },
      status: 403,
      error: 'invalid_request',
    },
  ])('says that a session does not do: $id', async ({ headers, status, error }) => {
    expect(await call('/legacy', { headers })).toMatchObject({ status, body: { error } });
    expect(lines).toEqual([]);
  });

  it.each([
    { id: 'the first account', account: undefined, expected: 'alice@work.example' },
    { id: 'another one', account: 'alice@home.example', expected: 'alice@home.example' },
  ])('asks the calendar of another company by a connection: $id', async ({ account, expected }) => {
    const input = isTrpc ? { input: JSON.stringify(account) } : { account: String(account) };
    const query = account === undefined ? '' : `?${new URLSearchParams(input)}`;
    expect(await call(`/calendar${query}`, bearer(alice))).toMatchObject({
      status: 200,
      body: { account: expected, events: expect.any(Array) },
    });
  });

  it('says that the caller has no account there', async () => {
    expect(await call('/calendar', bearer(await machineToken()))).toMatchObject({
      status: 403,
      body: { error: 'invalid_grant' },
    });
  });

  it('lists messages, writes them, and knows the caller', async () => {
    const token = await machineToken();
    const write = (body: unknown): RequestInit => ({
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const path = isTrpc ? '/write' : '/messages';
    const hello = { text: 'Hello', from: 'machine' };
    expect(await call(path, write({ text: 'Hello' }))).toMatchObject({
      status: isTrpc ? 200 : 201,
      body: hello,
    });
    expect((await call(path, write({ text: 1 }))).status).toBe(400);
    expect(await call('/messages', bearer(token))).toMatchObject({
      status: 200,
      body: { messages: [{ from: 'playground' }, hello] },
    });
    expect(await call('/whoami', bearer(token))).toMatchObject({
      status: 200,
      body: { subject: 'machine', client: 'machine', scheme: 'bearer', issuer: places.issuer },
    });
  });

  it.each(['reading', 'writing'])('wants the scope for %s', async (what) => {
    const authorization = `Bearer ${await machineToken({ scope: '' })}`;
    const writing = { method: 'POST', body: '{}', path: isTrpc ? '/write' : '/messages' };
    const { path, ...init } = what === 'writing' ? writing : { path: '/messages' };
    const headers = { authorization, 'content-type': 'application/json' };
    const { status, response } = await call(path, { ...init, headers });
    expect(status).toBe(403);
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope');
  });
});
