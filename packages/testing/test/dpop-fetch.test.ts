import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiClient } from '../../core/src/index.ts';
import type { DpopClient } from '../src/index.ts';
import { createDpopClient, createTestIssuer } from '../src/index.ts';

const API = 'https://api.test';
const CHALLENGE = 'DPoP error="use_dpop_nonce", error_description="A nonce.", algs="ES256"';
const issuer = await createTestIssuer({ algorithm: 'ES256' });
let clock = Date.now() / 1000;
const now = () => clock;

interface Sent {
  readonly request: Request;
  readonly body: string;
  readonly proof: Record<string, unknown>;
}

type Server = (request: Request, index: number) => Response | Promise<Response>;

/** A client and what it sends to a server in process. */
async function connect(server: Server): Promise<{ client: DpopClient; sent: Sent[] }> {
  const sent: Sent[] = [];
  const client = await createDpopClient({
    now,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted();
      const request = new Request(input, init);
      const index = sent.length;
      const proof = decodeJwt(request.headers.get('dpop') ?? '');
      sent.push({ request, proof, body: '' });
      sent[index] = { request, proof, body: await request.clone().text() };
      return server(request, index);
    },
  });
  return { client, sent };
}

function protect(): Server {
  const api = new ApiClient({
    issuer: { issuer: issuer.issuer, jwks: issuer.jwks },
    audience: 'https://api.test',
    now,
    dpop: { mode: 'required', nonce: { secret: 'a secret of 32 characters and some', maxAge: 60 } },
  });
  return async (request) => {
    const result = await api.authenticate(request);
    if (!result.ok) return new Response(result.response.body, result.response);
    const { clientId } = result.auth;
    return new Response(`${clientId} ${await request.text()}`, { headers: result.headers });
  };
}

const demand = (nonce: string | null = 'n-1', challenge = CHALLENGE, status = 401): Response =>
  new Response('no', {
    status,
    headers: { 'www-authenticate': challenge, ...(nonce !== null && { 'dpop-nonce': nonce }) },
  });

beforeEach(() => {
  clock = Date.now() / 1000;
});

describe('against an ApiClient that wants nonces (RFC 9449 section 9)', () => {
  test('retries once, then goes on with the nonce that it learned', async () => {
    const { client, sent } = await connect(protect());
    const authorization = `DPoP ${await issuer.mint({ dpopKey: client })}`;
    for (const path of ['/a', '/b?c#d', '/e']) {
      const response = await client.fetch(API + path, { headers: { authorization } });
      expect([response.status, await response.text()]).toEqual([200, 'test-client ']);
    }
    expect(sent.map(({ proof }) => proof['htu'])).toEqual([
      'https://api.test/a',
      'https://api.test/a',
      'https://api.test/b',
      'https://api.test/e',
    ]);
    const [first, ...rest] = sent.map(({ proof }) => proof['nonce']);
    expect(first).toBeUndefined();
    expect(rest).toEqual([expect.any(String), rest[0], rest[0]]);
    expect(new Set(sent.map(({ proof }) => proof['jti'])).size).toBe(4);
  });

  test('takes the fresh nonce of a success before its own runs out', async () => {
    const { client, sent } = await connect(protect());
    const call = async () => {
      const authorization = `DPoP ${await issuer.mint({ dpopKey: client })}`;
      return (await client.fetch(API, { headers: { authorization } })).status;
    };
    expect(await call()).toBe(200);
    clock += 60;
    expect(await call()).toBe(200);
    clock += 60;
    expect(await call()).toBe(200);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ proof }) => proof['nonce'])).size).toBe(3);
  });

  test('a nonce that ran out costs one more request', async () => {
    const { client, sent } = await connect(protect());
    const authorization = `DPoP ${await issuer.mint({ dpopKey: client })}`;
    expect((await client.fetch(API, { headers: { authorization } })).status).toBe(200);
    clock += 600;
    expect((await client.fetch(API, { headers: { authorization } })).status).toBe(200);
    expect(sent).toHaveLength(4);
  });

  test('CVE-2026-40155: 40 calls at once of two clients each get their own answer', async () => {
    const server = protect();
    const alice = await connect(server);
    const bob = await connect(server);
    const calls = Array.from({ length: 40 }, async (_, index) => {
      const { client } = index % 2 === 0 ? alice : bob;
      const clientId = `caller-${index}`;
      const token = await issuer.mint({ dpopKey: client, clientId });
      const response = await client.fetch(`${API}/${index}`, {
        method: 'POST',
        headers: { authorization: `DPoP ${token}` },
        body: `body-${index}`,
      });
      return response.text();
    });
    expect(await Promise.all(calls)).toEqual(
      Array.from({ length: 40 }, (_, index) => `caller-${index} body-${index}`),
    );
    for (const { request, body, proof } of [...alice.sent, ...bob.sent]) {
      const number = new URL(request.url).pathname.slice(1);
      expect(body).toBe(`body-${number}`);
      expect(proof['htu']).toBe(request.url);
      const token = request.headers.get('authorization')?.slice('DPoP '.length) ?? '';
      expect(decodeJwt(token)['client_id']).toBe(`caller-${number}`);
    }
  });

  const REFUSALS: { id: string; mint: Parameters<typeof issuer.mint>[0]; sends: number }[] = [
    { id: 'token of another key', mint: { dpopKey: 'another' }, sends: 2 },
    { id: 'unbound token', mint: {}, sends: 1 },
    { id: 'expired token', mint: { expiresIn: -60 }, sends: 1 },
  ];
  test.each(REFUSALS)('$id: the refusal is the result', async ({ mint, sends }) => {
    const { client, sent } = await connect(protect());
    const authorization = `DPoP ${await issuer.mint(mint)}`;
    const response = await client.fetch(API, { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_token' });
    expect(sent).toHaveLength(sends);
  });
});

describe('what asks for a nonce', () => {
  const ANSWERS: { id: string; answer: () => Response; retried: boolean }[] = [
    { id: 'challenge alone', answer: () => demand(), retried: true },
    {
      id: 'scheme in lower case',
      answer: () => demand('n-1', CHALLENGE.toLowerCase()),
      retried: true,
    },
    { id: 'unquoted', answer: () => demand('n-1', 'DPoP error=use_dpop_nonce'), retried: true },
    { id: 'blanks', answer: () => demand('n-1', 'DPoP  error = "use_dpop_nonce"'), retried: true },
    {
      id: 'second challenge',
      answer: () => demand('n-1', `Bearer realm="a, b", ${CHALLENGE}`),
      retried: true,
    },
    {
      id: 'first challenge',
      answer: () => demand('n-1', `${CHALLENGE}, Bearer error="invalid_token"`),
      retried: true,
    },
    { id: 'no nonce', answer: () => demand(null), retried: false },
    { id: 'empty nonce', answer: () => demand(''), retried: false },
    { id: 'status 400', answer: () => demand('n-1', CHALLENGE, 400), retried: false },
    { id: 'status 200', answer: () => demand('n-1', CHALLENGE, 200), retried: false },
    { id: 'status 403', answer: () => demand('n-1', CHALLENGE, 403), retried: false },
    {
      id: 'another error',
      answer: () => demand('n-1', 'DPoP error="invalid_token"'),
      retried: false,
    },
    { id: 'no error', answer: () => demand('n-1', 'DPoP algs="ES256"'), retried: false },
    {
      id: 'the error of another scheme',
      answer: () => demand('n-1', 'DPoP algs="ES256", Bearer error="use_dpop_nonce"'),
      retried: false,
    },
    {
      id: 'another parameter',
      answer: () => demand('n-1', 'DPoP error_description="use_dpop_nonce"'),
      retried: false,
    },
    {
      id: 'inside of a quoted string',
      answer: () => demand('n-1', String.raw`Bearer realm="\", DPoP error=use_dpop_nonce"`),
      retried: false,
    },
    {
      id: 'no challenge',
      answer: () => new Response(null, { status: 401, headers: { 'dpop-nonce': 'n-1' } }),
      retried: false,
    },
  ];
  test.each(ANSWERS)('$id: retried: $retried', async ({ answer, retried }) => {
    const { client, sent } = await connect((_, index) =>
      index === 0 ? answer() : new Response('done'),
    );
    const response = await client.fetch(API);
    expect(sent.map(({ proof }) => proof['nonce'])).toEqual(
      retried ? [undefined, 'n-1'] : [undefined],
    );
    expect(await response.text()).toBe(retried ? 'done' : await answer().text());
  });

  test('a server that always asks for another nonce is asked twice, never more', async () => {
    const { client, sent } = await connect((_, index) => demand(`n-${index}`));
    const response = await client.fetch(API);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('no');
    expect(sent.map(({ proof }) => proof['nonce'])).toEqual([undefined, 'n-0']);
    await client.fetch(API);
    expect(sent.slice(2).map(({ proof }) => proof['nonce'])).toEqual(['n-1', 'n-2']);
  });

  test('the answer that is not handed out is cancelled', async () => {
    const cancel = vi.fn();
    const { client } = await connect((_, index) =>
      index === 0 ? new Response(new ReadableStream({ cancel }), demand()) : new Response('done'),
    );
    expect(await (await client.fetch(API)).text()).toBe('done');
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('nonces (RFC 9449 section 8.2)', () => {
  test.each([200, 204, 401, 403, 503])(
    'status %i: its nonce is used from then on',
    async (status) => {
      const { client, sent } = await connect(
        () => new Response(null, { status, headers: { 'dpop-nonce': 'n-1' } }),
      );
      expect((await client.fetch(`${API}/a`)).status).toBe(status);
      expect((await client.fetch(`${API}/b`)).status).toBe(status);
      expect(sent.map(({ proof }) => proof['nonce'])).toEqual([undefined, 'n-1']);
    },
  );

  test('an answer without one leaves the last one in use', async () => {
    const { client, sent } = await connect((_, index) =>
      index === 0 ? new Response(null, { headers: { 'dpop-nonce': 'n-1' } }) : new Response(),
    );
    for (const path of ['/a', '/b', '/c']) await client.fetch(API + path);
    expect(sent.map(({ proof }) => proof['nonce'])).toEqual([undefined, 'n-1', 'n-1']);
  });

  test('each origin has its own', async () => {
    const { client, sent } = await connect(
      ({ url }) => new Response(null, { headers: { 'dpop-nonce': new URL(url).port } }),
    );
    const ports = ['8001', '8002', '8001', '8002'];
    for (const port of ports) await client.fetch(`https://api.test:${port}/`);
    expect(sent.map(({ proof }) => proof['nonce'])).toEqual([undefined, undefined, '8001', '8002']);
  });

  test('each client has its own', async () => {
    const server = () => new Response(null, { headers: { 'dpop-nonce': 'n-1' } });
    const [one, two] = [await connect(server), await connect(server)];
    await one.client.fetch(API);
    await two.client.fetch(API);
    expect(two.sent[0]?.proof).not.toHaveProperty('nonce');
  });

  test('calls at once retry with the nonce of their own answer', async () => {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { client, sent } = await connect(async ({ url }, index) => {
      // Nobody is answered before both have asked.
      if (index === 1) open();
      await opened;
      return index < 2 ? demand(`for ${url}`) : new Response(url);
    });
    const urls = [`${API}/a`, `${API}/b`];
    const answers = urls.map(async (url) => (await client.fetch(url)).text());
    expect(await Promise.all(answers)).toEqual(urls);
    const retries = sent.slice(2).map(({ request, proof }) => [request.url, proof['nonce']]);
    expect(retries.sort()).toEqual(urls.map((url) => [url, `for ${url}`]));
  });

  test('what answers a redirect is neither learned from nor retried', async () => {
    const { client, sent } = await connect(() =>
      Object.defineProperty(demand(), 'redirected', { value: true }),
    );
    expect((await client.fetch(API)).status).toBe(401);
    expect((await client.fetch(API)).status).toBe(401);
    expect(sent.map(({ proof }) => proof['nonce'])).toEqual([undefined, undefined]);
  });
});

describe('requests', () => {
  const TOKENS: { id: string; authorization: string | undefined; ath: string | undefined }[] = [
    { id: 'DPoP', authorization: 'DPoP t', ath: 't' },
    { id: 'lower case, blanks', authorization: 'dpop \t t', ath: 't' },
    { id: 'Bearer', authorization: 'Bearer t', ath: undefined },
    { id: 'a scheme that begins so', authorization: 'DPoPx t', ath: undefined },
    { id: 'no token', authorization: 'DPoP', ath: undefined },
    { id: 'none', authorization: undefined, ath: undefined },
  ];
  test.each(TOKENS)('Authorization $id: ath is of the token', async ({ authorization, ath }) => {
    const { client, sent } = await connect(() => new Response());
    await client.fetch(API, authorization === undefined ? {} : { headers: { authorization } });
    expect(sent[0]?.request.headers.get('authorization')).toBe(authorization ?? null);
    const expected =
      ath && decodeJwt(await client.proof({ method: 'GET', url: API, accessToken: ath }))['ath'];
    expect(sent[0]?.proof['ath']).toBe(expected);
  });

  const INPUTS: { id: string; call: (client: DpopClient) => Promise<Response>; htm?: string }[] = [
    { id: 'string', call: (client) => client.fetch(`${API}/x`) },
    { id: 'URL', call: (client) => client.fetch(new URL('/x', API)) },
    { id: 'Request', call: (client) => client.fetch(new Request(`${API}/x`)) },
    { id: 'query and fragment', call: (client) => client.fetch(`${API}/x?y#z`) },
    { id: 'method', call: (client) => client.fetch(`${API}/x`, { method: 'put' }), htm: 'PUT' },
    {
      id: 'init over Request',
      call: (client) =>
        client.fetch(new Request(`${API}/x`, { method: 'PUT' }), { method: 'DELETE' }),
      htm: 'DELETE',
    },
  ];
  test.each(INPUTS)('$id: the proof is for what is sent', async ({ call, htm = 'GET' }) => {
    const { client, sent } = await connect(() => new Response('done'));
    expect(await (await call(client)).text()).toBe('done');
    expect(sent[0]?.request.method).toBe(htm);
    expect(sent[0]?.proof).toMatchObject({ htm, htu: `${API}/x` });
  });

  const stream = () => new Blob(['a=', 'b']).stream();
  const BODIES: { id: string; init: () => RequestInit; type: RegExp | null; body?: string }[] = [
    { id: 'string', init: () => ({ body: 'a=b' }), type: /^text\/plain;charset=UTF-8$/ },
    {
      id: 'own content type',
      init: () => ({ body: 'a=b', headers: { 'content-type': 'a/b' } }),
      type: /^a\/b$/,
    },
    {
      id: 'form',
      init: () => ({ body: new URLSearchParams('a=b') }),
      type: /^application\/x-www-form-urlencoded/,
    },
    { id: 'bytes', init: () => ({ body: new TextEncoder().encode('a=b') }), type: null },
    { id: 'stream', init: () => ({ body: stream(), duplex: 'half' }) as RequestInit, type: null },
    { id: 'empty', init: () => ({ body: '' }), type: /^text\/plain/, body: '' },
    { id: 'none', init: () => ({}), type: null, body: '' },
  ];
  test.each(BODIES)('$id: the body is sent both times', async ({ init, type, body = 'a=b' }) => {
    const { client, sent } = await connect((_, index) =>
      index === 0 ? demand() : new Response('done'),
    );
    const response = await client.fetch(API, { method: 'POST', ...init() });
    expect(await response.text()).toBe('done');
    expect(sent.map((one) => one.body)).toEqual([body, body]);
    for (const { request } of sent) {
      const sentType = request.headers.get('content-type');
      if (type === null) expect(sentType).toBeNull();
      else expect(sentType).toMatch(type);
    }
  });

  test('multipart: the boundary stays that of the body', async () => {
    const { client, sent } = await connect((_, index) =>
      index === 0 ? demand() : new Response('done'),
    );
    const body = new FormData();
    body.set('a', 'b');
    await client.fetch(new Request(API, { method: 'POST', body }));
    for (const { request } of sent) expect((await request.formData()).get('a')).toBe('b');
    expect(sent).toHaveLength(2);
  });

  test('what fetch is to do with a redirect is left as it was', async () => {
    const { client, sent } = await connect(() => new Response());
    await client.fetch(API, { redirect: 'manual' });
    expect(sent[0]?.request.redirect).toBe('manual');
  });

  test('works without its this', async () => {
    const { client } = await connect(() => new Response('done'));
    const { fetch: send } = client;
    expect(await (await send(API)).text()).toBe('done');
  });
});

describe('failures', () => {
  test('a request with a proof of its own is a TypeError, and nothing is sent', async () => {
    const { client, sent } = await connect(() => new Response());
    const sending = client.fetch(API, { headers: { DPoP: 'x' } });
    await expect(sending).rejects.toBeInstanceOf(TypeError);
    await expect(sending).rejects.toThrow(/makes the proof/);
    expect(sent).toEqual([]);
  });

  test('a relative URL is a TypeError', async () => {
    const { client } = await connect(() => new Response());
    await expect(client.fetch('/orders')).rejects.toBeInstanceOf(TypeError);
  });

  test.each([0, 1])('request %i: what fetch rejects with is the result', async (failing) => {
    const failure = new Error('the network');
    const { client, sent } = await connect((_, index) => {
      if (index === failing) throw failure;
      return demand();
    });
    await expect(client.fetch(API)).rejects.toBe(failure);
    expect(sent).toHaveLength(failing + 1);
  });

  const reason = new Error('enough');
  const ABORTED: { id: string; send: (client: DpopClient) => Promise<Response> }[] = [
    { id: 'init', send: (client) => client.fetch(API, { signal: AbortSignal.abort(reason) }) },
    {
      id: 'Request',
      send: (client) => client.fetch(new Request(API, { signal: AbortSignal.abort(reason) })),
    },
    {
      id: 'before a body without end',
      send: (client) => {
        const signal = AbortSignal.abort(reason);
        const init = { method: 'POST', body: new ReadableStream(), duplex: 'half', signal };
        return client.fetch(API, init as RequestInit);
      },
    },
    {
      id: 'while the body is read',
      send: (client) => {
        const controller = new AbortController();
        const body = new ReadableStream({ pull: () => controller.abort(reason) });
        const init = { method: 'POST', body, duplex: 'half', signal: controller.signal };
        return client.fetch(API, init as RequestInit);
      },
    },
  ];
  test.each(ABORTED)('a signal aborted, $id: nothing is sent', async ({ send }) => {
    const { client, sent } = await connect(() => new Response());
    await expect(send(client)).rejects.toBe(reason);
    expect(sent).toEqual([]);
  });

  test('a signal that aborts between the requests stops the second', async () => {
    const controller = new AbortController();
    const { client, sent } = await connect(() => {
      controller.abort(reason);
      return demand();
    });
    await expect(client.fetch(API, { signal: controller.signal })).rejects.toBe(reason);
    expect(sent).toHaveLength(1);
  });
});

describe('the global fetch', () => {
  test('is what it sends through by default, over real HTTP too', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.headers['content-length']}`);
      const retried = seen.length > 1;
      request.resume().on('end', () => {
        const fields = { 'www-authenticate': CHALLENGE, 'dpop-nonce': 'n-1' };
        response.writeHead(retried ? 200 : 401, fields).end(String(retried));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = await createDpopClient();
    const init = { method: 'POST', body: 'body' };
    const response = await client.fetch(`http://127.0.0.1:${port}/`, init);
    expect(await response.text()).toBe('true');
    expect(seen).toEqual(['POST 4', 'POST 4']);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('is looked up when a request is sent', async () => {
    const client = await createDpopClient();
    const patched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('patched'));
    expect(await (await client.fetch(API)).text()).toBe('patched');
    patched.mockRestore();
  });
});
