import { createRemoteJWKSet, jwtVerify } from 'jose';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestIssuer } from '../src/index.ts';
import { mswHandlers } from '../src/msw.ts';

const issuer = await createTestIssuer({
  issuer: 'https://issuer.test:8443/one',
  algorithm: 'ES256',
});
const second = await createTestIssuer({ issuer: 'http://[::1]:9000/', algorithm: 'ES256' });
const server = setupServer(
  ...mswHandlers(issuer),
  ...mswHandlers(second),
  http.get('https://issuerxtest:8443/', () => HttpResponse.text('mine')),
);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  issuer.comeBack();
  server.resetHandlers();
});
afterAll(() => server.close());

describe('mswHandlers, with the global fetch', () => {
  test('let jose fetch the keys of each issuer', async () => {
    for (const each of [issuer, second]) {
      const keys = createRemoteJWKSet(new URL(each.jwksUri));
      const { payload } = await jwtVerify(await each.mint(), keys, { issuer: each.issuer });
      expect(payload.sub).toBe('test-subject');
      expect(each.requests.at(-1)).toEqual({ method: 'GET', url: each.jwksUri });
    }
  });

  test('reach the token endpoint with its body', async () => {
    const response = await fetch(issuer.metadata.token_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'worker',
        client_secret: 's3cret',
      }),
    });
    expect(await response.json()).toMatchObject({ token_type: 'Bearer' });
  });

  test('answer other paths of the origin with 404', async () => {
    expect((await fetch('https://issuer.test:8443/?a=b')).status).toBe(404);
  });

  test('leave other origins alone', async () => {
    expect(await (await fetch('https://issuerxtest:8443/')).text()).toBe('mine');
  });

  test('show a refused connection as one', async () => {
    issuer.goDown();
    await expect(fetch(issuer.jwksUri)).rejects.toBeInstanceOf(TypeError);
  });

  test('show an outage with a status', async () => {
    issuer.goDown(503);
    expect((await fetch(issuer.jwksUri)).status).toBe(503);
  });

  test('hang until the signal aborts', async () => {
    issuer.goDown('hang');
    const abort = new AbortController();
    const reached = new Promise<void>((resolve) => {
      const announcing: typeof fetch = (...request) => {
        resolve();
        return issuer.fetch(...request);
      };
      server.use(...mswHandlers({ issuer: issuer.issuer, fetch: announcing }));
    });
    const answer = fetch(issuer.jwksUri, { signal: abort.signal });
    await reached;
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});
