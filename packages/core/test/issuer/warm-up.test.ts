import type { TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiClientOptions } from '../../src/index.ts';
import { ApiClient, isAuthError } from '../../src/index.ts';
import { AUDIENCE, createClock, createNetwork, expectAccepted, settle } from '../protected-api.ts';

const unhandled: unknown[] = [];
const record = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeAll(() => {
  process.on('unhandledRejection', record);
});
afterAll(() => {
  process.off('unhandledRejection', record);
});

async function createFour() {
  const { now } = createClock();
  const issuers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) =>
      createTestIssuer({ algorithm: 'ES256', now, issuer: `https://${name}.test/` }),
    ),
  );
  const [a, b, c, d] = issuers as [TestIssuer, TestIssuer, TestIssuer, TestIssuer];
  const network = createNetwork(...issuers);
  const clientOf = (accepted: object): ApiClient =>
    new ApiClient({
      ...accepted,
      audience: AUDIENCE,
      fetch: network.fetch,
      now,
    } as ApiClientOptions);
  const all = { issuers: issuers.map(({ issuer }) => issuer) };
  return { a, b, c, d, network, api: clientOf(all), clientOf };
}

async function failureOf(api: ApiClient): Promise<AggregateError> {
  const failure: unknown = await api.warmUp().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AggregateError);
  return failure as AggregateError;
}

describe('warmUp', () => {
  test('fetches metadata and keys of every issuer; the first requests need nothing', async () => {
    const { a, d, api, network } = await createFour();
    await expect(api.warmUp()).resolves.toBeUndefined();
    expect(network.urls.length).toBe(8);
    await expectAccepted(api, await a.mint());
    await expectAccepted(api, await d.mint());
    expect(network.urls.length).toBe(8);
  });

  test('twice, at once or later, fetches once', async () => {
    const { api, network } = await createFour();
    await Promise.all([api.warmUp(), api.warmUp()]);
    await api.warmUp();
    expect(network.urls.length).toBe(8);
  });

  test('rejects with every issuer that failed, and serves the others', async () => {
    const { a, b, c, d, api } = await createFour();
    a.goDown();
    b.respond('/.well-known/openid-configuration', () =>
      Response.json({ ...b.metadata, issuer: 'https://b.test' }),
    );
    c.goDown(500);
    const { errors } = await failureOf(api);
    expect(errors.every(isAuthError)).toBe(true);
    expect(errors).toMatchObject([
      { name: 'AuthorizationServerError', statusCode: 503, reason: 'metadata_unavailable' },
      { name: 'AuthorizationServerError', statusCode: 503, reason: 'metadata_issuer_mismatch' },
      { name: 'AuthorizationServerError', statusCode: 503, reason: 'metadata_unavailable' },
    ]);
    for (const [index, { issuer }] of [a, b, c].entries()) {
      expect(JSON.stringify(errors[index])).toContain(issuer);
    }
    await expectAccepted(api, await d.mint());
  });

  const BROKEN: { title: string; body: string; status: number }[] = [
    { title: 'no JWK Set', body: '{}', status: 200 },
    { title: 'no JSON', body: 'x', status: 200 },
    { title: 'an error', body: '', status: 500 },
  ];
  test.each(BROKEN)('says whose keys are $title', async ({ body, status }) => {
    const { a, clientOf } = await createFour();
    a.respond(a.jwksUri, () => new Response(body, { status }));
    const { errors } = await failureOf(clientOf({ issuer: a.issuer }));
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors[0])).toContain(a.issuer);
  });

  test('that failed may be tried again', async () => {
    const { a, api } = await createFour();
    a.goDown();
    expect((await failureOf(api)).errors).toHaveLength(1);
    a.comeBack();
    await expect(api.warmUp()).resolves.toBeUndefined();
  });

  test('does not count an issuer as failed whose keys still serve', async () => {
    const clock = createClock();
    const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now });
    const { issuer: name, fetch } = issuer;
    const api = new ApiClient({ issuer: name, audience: AUDIENCE, fetch, now: clock.now });
    await api.warmUp();
    issuer.goDown();
    clock.advance(700);
    await expect(api.warmUp()).resolves.toBeUndefined();
    clock.advance(86_400);
    expect((await failureOf(api)).errors).toMatchObject([{ reason: 'metadata_unavailable' }]);
  });

  test('has nothing to do for static keys', async () => {
    const { a, network, clientOf } = await createFour();
    await clientOf({ issuer: { issuer: a.issuer, jwks: a.jwks } }).warmUp();
    expect(network.urls).toEqual([]);
  });

  test('does not call a resolver', async () => {
    const { network, clientOf } = await createFour();
    let calls = 0;
    await clientOf({
      issuers: () => {
        calls += 1;
        return [];
      },
    }).warmUp();
    expect(calls).toBe(0);
    expect(network.urls).toEqual([]);
  });

  test('leaves no rejection unhandled, and neither does a refresh in the background', async () => {
    const clock = createClock();
    const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now });
    const options = {
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: issuer.fetch,
      now: clock.now,
    };
    const api = new ApiClient(options);
    issuer.goDown();
    await Promise.all([failureOf(api), failureOf(api)]);
    issuer.comeBack();
    await api.warmUp();
    issuer.goDown();
    clock.advance(599);
    await expectAccepted(api, await issuer.mint());
    await settle();
    expect(unhandled).toEqual([]);
  });
});
