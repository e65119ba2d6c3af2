import { beforeEach, describe, expect, test } from 'vitest';
import type { TestIssuer } from '../src/index.ts';
import { createTestIssuer } from '../src/index.ts';

const DISCOVERY = '/.well-known/openid-configuration';
let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await createTestIssuer({ algorithm: 'ES256' });
});

describe('respond', () => {
  test('replaces one answer, by path or URL, until null', async () => {
    issuer.respond(issuer.jwksUri, () => new Response('{'));
    issuer.respond(DISCOVERY, () =>
      Response.json({ ...issuer.metadata, issuer: 'https://elsewhere.test/' }),
    );
    expect(await (await issuer.fetch(issuer.jwksUri)).text()).toBe('{');
    const metadata: unknown = await (await issuer.fetch(`https://issuer.test${DISCOVERY}`)).json();
    expect(metadata).toEqual({ ...issuer.metadata, issuer: 'https://elsewhere.test/' });

    issuer.respond(DISCOVERY, null);
    issuer.respond(issuer.jwksUri, null);
    expect(await (await issuer.fetch(issuer.jwksUri)).json()).toEqual(issuer.jwks);
    expect((await issuer.fetch(`https://issuer.test${DISCOVERY}`)).status).toBe(200);
  });

  test('hands the request over, its body too, and may take its time', async () => {
    let release: (response: Response) => void = () => {};
    const held = new Promise<Response>((resolve) => {
      release = resolve;
    });
    let seen: Promise<string> | undefined;
    issuer.respond('/new', (request) => {
      seen = request.text();
      return held;
    });
    const answer = issuer.fetch('https://issuer.test/new', { method: 'POST', body: 'hello' });
    release(new Response(null, { status: 201 }));
    expect((await answer).status).toBe(201);
    expect(await seen).toBe('hello');
  });

  test('an abort ends the wait for a responder', async () => {
    issuer.respond('/slow', () => new Promise(() => {}));
    const abort = new AbortController();
    const answer = issuer.fetch('https://issuer.test/slow', { signal: abort.signal });
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('an outage goes first', async () => {
    issuer.respond(issuer.jwksUri, () => new Response('{'));
    issuer.goDown(503);
    expect((await issuer.fetch(issuer.jwksUri)).status).toBe(503);
  });

  test('a responder that throws makes fetch reject with that', async () => {
    const failure = new TypeError('terminated');
    issuer.respond(issuer.jwksUri, () => {
      throw failure;
    });
    await expect(issuer.fetch(issuer.jwksUri)).rejects.toBe(failure);
  });

  test('Response.error() is a failed connection', async () => {
    issuer.respond(issuer.jwksUri, () => Response.error());
    await expect(issuer.fetch(issuer.jwksUri)).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNRESET' },
    });
  });

  test('status, header fields and large bodies come through', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024);
    issuer.respond(
      '/large',
      () => new Response(body, { status: 418, headers: { 'cache-control': 'max-age=5' } }),
    );
    const response = await issuer.fetch('https://issuer.test/large', {
      signal: new AbortController().signal,
    });
    expect(response.status).toBe(418);
    expect(response.headers.get('cache-control')).toBe('max-age=5');
    expect((await response.arrayBuffer()).byteLength).toBe(body.length);
  });
});

describe('redirects (Fetch standard, HTTP-redirect fetch)', () => {
  function redirect(status: number, location: string) {
    issuer.respond('/from', () => new Response(null, { status, headers: { location } }));
  }
  const from = 'https://issuer.test/from';

  test.each([301, 302, 303, 307, 308])('%i: is followed by default', async (status) => {
    redirect(status, '/.well-known/jwks.json');
    const response = await issuer.fetch(from);
    expect(response.status).toBe(200);
    expect(response.redirected).toBe(true);
    expect(response.url).toBe(issuer.jwksUri);
    expect(issuer.requests.map(({ url }) => url)).toEqual([from, issuer.jwksUri]);
  });

  test('error: rejects and goes nowhere', async () => {
    redirect(302, '/.well-known/jwks.json');
    await expect(issuer.fetch(from, { redirect: 'error' })).rejects.toBeInstanceOf(TypeError);
    expect(issuer.requests).toHaveLength(1);
  });

  test('manual: shows the redirect and goes nowhere', async () => {
    redirect(302, 'https://elsewhere.test/');
    const response = await issuer.fetch(from, { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://elsewhere.test/');
    expect(issuer.requests).toHaveLength(1);
  });

  test('to another host: rejects', async () => {
    redirect(302, 'https://elsewhere.test/');
    await expect(issuer.fetch(from)).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } });
    expect(issuer.requests.at(-1)).toEqual({ method: 'GET', url: 'https://elsewhere.test/' });
  });

  test('in a circle: rejects after 20', async () => {
    redirect(302, '/from');
    await expect(issuer.fetch(from)).rejects.toBeInstanceOf(TypeError);
    expect(issuer.requests).toHaveLength(21);
  });

  test.each([
    { status: 301, method: 'GET', body: '' },
    { status: 302, method: 'GET', body: '' },
    { status: 303, method: 'GET', body: '' },
    { status: 307, method: 'POST', body: 'a=b' },
    { status: 308, method: 'POST', body: 'a=b' },
  ])('$status: a POST arrives as $method', async ({ status, method, body }) => {
    redirect(status, '/to');
    let arrived: Promise<string> | undefined;
    issuer.respond('/to', (request) => {
      arrived = request.text();
      return new Response(request.method);
    });
    const response = await issuer.fetch(from, { method: 'POST', body: 'a=b' });
    expect(await response.text()).toBe(method);
    expect(await arrived).toBe(body);
  });

  test('307: a body that the first responder read arrives at the second all the same', async () => {
    issuer.respond('/from', async (request) => {
      await request.text();
      return new Response(null, { status: 307, headers: { location: '/to' } });
    });
    issuer.respond('/to', async (request) => new Response(await request.text()));
    const response = await issuer.fetch(from, { method: 'POST', body: 'a=b' });
    expect(await response.text()).toBe('a=b');
  });
});
