import { beforeEach, describe, expect, test } from 'vitest';
import type { TestIssuer } from '../src/index.ts';
import { createTestIssuer } from '../src/index.ts';

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await createTestIssuer({ algorithm: 'ES256' });
});

describe('inputs', () => {
  const INPUTS: { id: string; input: (url: string) => string | URL | Request }[] = [
    { id: 'string', input: (url) => url },
    { id: 'URL', input: (url) => new URL(url) },
    { id: 'Request', input: (url) => new Request(url) },
  ];
  test.each(INPUTS)('$id: is answered', async ({ input }) => {
    const response = await issuer.fetch(input(issuer.jwksUri));
    expect(response.status).toBe(200);
    expect(response.url).toBe(issuer.jwksUri);
    expect(response.redirected).toBe(false);
    expect(await response.json()).toEqual(issuer.jwks);
  });

  test('a query does not change the path', async () => {
    expect((await issuer.fetch(`${issuer.jwksUri}?v=1`)).status).toBe(200);
  });

  test('init wins over a Request', async () => {
    const response = await issuer.fetch(new Request(issuer.jwksUri), { method: 'DELETE' });
    expect(response.status).toBe(404);
    expect(issuer.requests).toEqual([{ method: 'DELETE', url: issuer.jwksUri }]);
  });

  test('a relative URL is a TypeError and no request', async () => {
    await expect(issuer.fetch('/.well-known/jwks.json')).rejects.toBeInstanceOf(TypeError);
    expect(issuer.requests).toEqual([]);
  });
});

describe('requests', () => {
  test('logs method and URL in order, in vain or not', async () => {
    await issuer.fetch(issuer.jwksUri);
    issuer.goDown();
    await expect(issuer.fetch(issuer.issuer, { method: 'POST' })).rejects.toThrow();
    issuer.goDown(500);
    await issuer.fetch(`${issuer.issuer}a?b=c`);
    issuer.comeBack();
    await expect(issuer.fetch('https://elsewhere.test/')).rejects.toThrow();
    expect(issuer.requests).toEqual([
      { method: 'GET', url: 'https://issuer.test/.well-known/jwks.json' },
      { method: 'POST', url: 'https://issuer.test/' },
      { method: 'GET', url: 'https://issuer.test/a?b=c' },
      { method: 'GET', url: 'https://elsewhere.test/' },
    ]);
  });
});

describe('what is not there', () => {
  test.each([
    { id: 'another host', url: 'https://elsewhere.test/.well-known/jwks.json' },
    { id: 'a host that ends alike', url: 'https://evil-issuer.test/' },
    { id: 'another port', url: 'https://issuer.test:8443/.well-known/jwks.json' },
    { id: 'another scheme', url: 'http://issuer.test/.well-known/jwks.json' },
  ])('$id: rejects as a real fetch does', async ({ url }) => {
    const answer = issuer.fetch(url);
    await expect(answer).rejects.toBeInstanceOf(TypeError);
    await expect(answer).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ENOTFOUND' },
    });
  });
});

describe('goDown', () => {
  test('refuses connections by default, until comeBack', async () => {
    issuer.goDown();
    const answer = issuer.fetch(issuer.jwksUri);
    await expect(answer).rejects.toBeInstanceOf(TypeError);
    await expect(answer).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    issuer.comeBack();
    expect((await issuer.fetch(issuer.jwksUri)).status).toBe(200);
  });

  test.each([200, 204, 302, 404, 429, 500, 503])('%i: answers everything so', async (status) => {
    issuer.goDown(status);
    const response = await issuer.fetch(issuer.jwksUri);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
  });

  test.each([0, 99, 199, 600, 200.5, Number.NaN])('%d: is no status', (status) => {
    expect(() => issuer.goDown(status)).toThrow(TypeError);
  });

  test('the latest outage counts', async () => {
    issuer.goDown('hang');
    issuer.goDown(503);
    expect((await issuer.fetch(issuer.jwksUri)).status).toBe(503);
  });

  test('hang: settles when the signal aborts and not when the issuer comes back', async () => {
    issuer.goDown('hang');
    const abort = new AbortController();
    const reason = new Error('enough');
    let settled = false;
    const answer = issuer.fetch(issuer.jwksUri, { signal: abort.signal }).finally(() => {
      settled = true;
    });
    issuer.comeBack();
    await issuer.fetch(issuer.jwksUri);
    expect(settled).toBe(false);
    abort.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });

  test('minting goes on', async () => {
    issuer.goDown('hang');
    expect((await issuer.mint()).split('.')).toHaveLength(3);
  });
});

describe('signals', () => {
  const reason = new Error('enough');
  const SOURCES: { id: string; call: (signal: AbortSignal) => Promise<Response> }[] = [
    { id: 'init', call: (signal) => issuer.fetch(issuer.jwksUri, { signal }) },
    { id: 'Request', call: (signal) => issuer.fetch(new Request(issuer.jwksUri, { signal })) },
    {
      id: 'init over Request',
      call: (signal) =>
        issuer.fetch(new Request(issuer.jwksUri, { signal: new AbortController().signal }), {
          signal,
        }),
    },
  ];

  test.each(SOURCES)('$id: aborted before: no request is made', async ({ call }) => {
    await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(issuer.requests).toEqual([]);
  });

  test.each(SOURCES)('$id: aborted while it hangs', async ({ call }) => {
    issuer.goDown('hang');
    const abort = new AbortController();
    const answer = call(abort.signal);
    abort.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(issuer.requests).toHaveLength(1);
  });

  test('a null signal takes the signal of a Request away', async () => {
    const request = new Request(issuer.jwksUri, { signal: AbortSignal.abort(reason) });
    expect((await issuer.fetch(request, { signal: null })).status).toBe(200);
  });

  test('an abort without a reason is an AbortError', async () => {
    await expect(
      issuer.fetch(issuer.jwksUri, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('aborted while the body comes: reading it rejects and the source is cancelled', async () => {
    let cancelled: unknown;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
      cancel: (why) => {
        cancelled = why;
      },
    });
    issuer.respond(issuer.jwksUri, () => new Response(body));
    const abort = new AbortController();
    const response = await issuer.fetch(issuer.jwksUri, { signal: abort.signal });
    const text = response.text();
    abort.abort(reason);
    await expect(text).rejects.toBe(reason);
    expect(cancelled).toBe(reason);
  });

  test('aborted after the answer: nothing happens', async () => {
    const abort = new AbortController();
    const response = await issuer.fetch(issuer.jwksUri, { signal: abort.signal });
    const keys: unknown = await response.json();
    abort.abort(reason);
    expect(keys).toEqual(issuer.jwks);
  });
});
