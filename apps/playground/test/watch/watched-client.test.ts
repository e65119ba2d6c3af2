import type { ResourceRequest } from '@holdfast/auth-core';
import { requiredScopes } from '@holdfast/auth-core';
import type { TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventLog } from '../../server/watch/event-log.ts';
import { WatchedClient } from '../../server/watch/watched-client.ts';

const URL = 'https://api.test/whoami?a=b';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await createTestIssuer({ algorithm: 'ES256' });
});

let log: EventLog;
let client: WatchedClient;
beforeEach(() => {
  issuer.comeBack();
  log = new EventLog(() => 0);
  let time = 0;
  const stopwatch = (): number => {
    time += 2;
    return time;
  };
  client = new WatchedClient(
    { api: 'hono', log, stopwatch },
    {
      issuer: issuer.issuer,
      audience: 'https://api.test',
      fetch: issuer.fetch,
      clientId: 'api',
      clientSecret: 'a-secret-of-the-api',
    },
  );
});

async function bearer(headers: Readonly<Record<string, string>> = {}): Promise<ResourceRequest> {
  const authorization = `Bearer ${await issuer.mint({ scope: 'a b' })}`;
  return { method: 'GET', url: URL, headers: { authorization, ...headers } };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

function decisions(): readonly unknown[] {
  return log.all().filter(({ kind }) => kind === 'decision');
}

describe('what is let through without a decision', () => {
  const preflight = { origin: 'https://app.test', 'access-control-request-method': 'GET' };

  it.each([
    { id: 'a preflight', method: 'OPTIONS', headers: preflight, options: {} },
    { id: 'no credentials', method: 'GET', headers: {}, options: { required: false } },
  ])('leaves no event: $id', ({ method, headers, options }) => {
    expect(client.admit({ method, url: URL, headers }, options)).toMatchObject({ ok: true });
    expect(log.all()).toEqual([]);
  });
});

describe('a decision', () => {
  it('is given at once where nothing has to be waited for, and with a promise where it has', async () => {
    const request = await bearer();
    const first = client.admit(request);
    expect(first).toBeInstanceOf(Promise);
    expect(await first).toMatchObject({ ok: true });
    expect(client.admit(request)).toMatchObject({ ok: true });
    expect(decisions()).toHaveLength(2);
  });

  it('says who called and how long it took, without the token', async () => {
    await client.admit(await bearer());
    expect(decisions()).toEqual([
      {
        id: 3,
        at: 0,
        kind: 'decision',
        api: 'hono',
        stage: 'authentication',
        method: 'GET',
        path: '/whoami?a=...',
        request: undefined,
        ms: expect.any(Number),
        auth: {
          scheme: 'bearer',
          issuer: issuer.issuer,
          clientId: 'test-client',
          scopes: ['a', 'b'],
          permissions: [],
          expiresAt: expect.any(Number),
          claims: expect.objectContaining({ sub: 'test-subject' }),
          header: { alg: 'ES256', typ: 'at+jwt', kid: issuer.kid },
        },
      },
    ]);
  });

  it('measures by the stopwatch', () => {
    void client.admit({ method: 'GET', url: URL, headers: {} });
    expect(decisions()).toMatchObject([{ ms: 2 }]);
  });

  it('says why it was a refusal', async () => {
    const headers = { authorization: 'Bearer not-a-token' };
    await client.admit({ method: 'POST', url: 'http://127.0.0.1:4001/', headers });
    expect(decisions()).toMatchObject([
      {
        stage: 'authentication',
        method: 'POST',
        path: '/',
        refusal: {
          name: 'VerifyAccessTokenError',
          status: 401,
          code: 'invalid_token',
          reason: 'opaque_token',
          message: expect.any(String),
          details: {},
        },
      },
    ]);
  });

  it('is one of a guard, where that refuses', async () => {
    const request = await bearer();
    const verdict = await client.admit(request);
    const auth = verdict.ok ? verdict.auth : undefined;
    expect(client.enforce(requiredScopes('a'), auth, request)).toBeUndefined();
    expect(decisions()).toHaveLength(1);
    expect(client.enforce(requiredScopes('c'), auth, request)).toMatchObject({ ok: false });
    expect(decisions()[1]).toMatchObject({
      stage: 'guard',
      ms: 2,
      auth: { clientId: 'test-client' },
      refusal: { name: 'InsufficientScopeError', status: 403 },
    });
    expect(decisions()[1]).not.toHaveProperty('auth.token');
  });

  it('is one of the authentication, where a guard finds nobody', () => {
    client.enforce(() => {}, undefined, { method: 'GET', url: URL, headers: {} });
    expect(decisions()).toMatchObject([
      { stage: 'authentication', refusal: { name: 'MissingAuthorizationError' } },
    ]);
  });

  it.each([
    { id: 'values of the query', url: '/a?b=secret&c=d?e=f', path: '/a?b=...&c=...?e=...' },
    { id: 'a token', url: '/a/eyJhbGciOiJub25lIn0.e30.?eyJh', path: '/a/...?...' },
    { id: 'more than 512 characters', url: `/${'a'.repeat(600)}`, path: `/${'a'.repeat(511)}` },
  ])('names the path without $id', ({ url, path }) => {
    void client.admit({ method: 'GET', url: `https://api.test${url}`, headers: {} });
    expect(decisions()).toMatchObject([{ path }]);
  });

  it.each([
    { id: 'a record', headers: { 'playground-request': 'b3a1-7f' }, request: 'b3a1-7f' },
    { id: 'a list', headers: { 'playground-request': ['b3a1-7f', 'c'] }, request: 'b3a1-7f' },
    { id: 'Headers', headers: new Headers({ 'playground-request': 'b3a1' }), request: 'b3a1' },
    { id: 'none', headers: {}, request: undefined },
    { id: 'no Headers', headers: new Headers(), request: undefined },
    { id: 'what is no identifier', headers: { 'playground-request': 'a.b' }, request: undefined },
  ])('names the request of the page: $id', ({ headers, request }) => {
    void client.admit({ method: 'GET', url: URL, headers });
    expect(decisions()).toMatchObject([{ request }]);
  });
});

describe('a fetch', () => {
  it('is written down, with its purpose', async () => {
    await client.warmUp();
    const exchange = { audience: 'https://other.test' };
    await expect(client.getTokenOnBehalfOf(await issuer.mint(), exchange)).rejects.toThrow();
    expect(log.all()).toMatchObject([
      { purpose: 'metadata', url: expect.stringContaining('/.well-known/'), status: 200 },
      { purpose: 'keys', url: issuer.jwksUri, status: 200 },
      { purpose: 'token', url: issuer.metadata.token_endpoint, status: 400 },
    ]);
    expect(log.all()[1]).toMatchObject({ id: 2, kind: 'fetch', api: 'hono', ms: 2 });
  });

  it('has no status where there was no answer', async () => {
    issuer.goDown();
    await expect(client.warmUp()).rejects.toThrow();
    expect(log.all()).toMatchObject([{ purpose: 'metadata', ms: 2, status: undefined }]);
  });

  it('goes through the global fetch where no other is given', async () => {
    vi.stubGlobal('fetch', issuer.fetch);
    const options = { issuer: issuer.issuer, audience: 'https://api.test' };
    await new WatchedClient({ api: 'koa', log }, options).warmUp();
    expect(log.all()).toMatchObject([{ api: 'koa', status: 200 }, { purpose: 'keys' }]);
  });
});
