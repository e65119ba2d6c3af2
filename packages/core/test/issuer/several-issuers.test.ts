import type { TestIssuer, TestIssuerOptions } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { IssuerList } from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import type { Network } from '../protected-api.ts';
import {
  AUDIENCE,
  createClock,
  createNetwork,
  expectAccepted,
  expectRefused,
  withToken,
} from '../protected-api.ts';

interface Pair {
  readonly a: TestIssuer;
  readonly b: TestIssuer;
  readonly network: Network;
  readonly clientOf: (issuers: IssuerList) => ApiClient;
}

async function createPair(options: TestIssuerOptions = {}): Promise<Pair> {
  const { now } = createClock();
  const [a, b] = await Promise.all([
    createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://a.test/' }),
    createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://b.test/', ...options }),
  ]);
  const network = createNetwork(a, b);
  const clientOf = (issuers: IssuerList): ApiClient =>
    new ApiClient({ issuers, audience: AUDIENCE, fetch: network.fetch, now });
  return { a, b, network, clientOf };
}

describe('several issuers', () => {
  test('each verifies its own tokens, and only its own documents are asked for', async () => {
    const { a, b, network, clientOf } = await createPair();
    const api = clientOf([a.issuer, b.issuer]);
    await expectAccepted(api, await a.mint());
    expect(network.urls.every((url) => url.startsWith('https://a.test/'))).toBe(true);
    await expectAccepted(api, await b.mint());
    expect(network.urls.length).toBe(4);
  });

  test('a key of one never verifies a token of another', async () => {
    const { a, b, clientOf } = await createPair();
    const api = clientOf([a.issuer, b.issuer]);
    await expectAccepted(api, await a.mint());
    await expectAccepted(api, await b.mint());
    const refused = { status: 401, reason: 'unknown_key' } as const;
    await expectRefused(api, withToken(await a.mint({ claims: { iss: b.issuer } })), refused);
    await expectRefused(api, withToken(await b.mint({ claims: { iss: a.issuer } })), refused);
  });

  test.each([{ kid: 'same' }, { kid: undefined }])(
    'nor where both keys have the kid $kid',
    async ({ kid }) => {
      const { a, b, clientOf } = await createPair();
      for (const issuer of [a, b]) {
        const keys = issuer.jwks.keys.map((jwk) => ({ ...jwk, kid }));
        issuer.respond(issuer.jwksUri, () => Response.json({ keys }));
      }
      const api = clientOf([a.issuer, b.issuer]);
      const header = { kid };
      for (let round = 0; round < 2; round += 1) {
        await expectAccepted(api, await a.mint({ header }));
        await expectAccepted(api, await b.mint({ header }));
        const crossed = await a.mint({ header, claims: { iss: b.issuer } });
        await expectRefused(api, withToken(crossed), { status: 401, reason: 'bad_signature' });
      }
    },
  );

  test('an outage of one leaves the others alone', async () => {
    const { a, b, clientOf } = await createPair();
    const api = clientOf([a.issuer, b.issuer]);
    a.goDown();
    const down = { status: 503, reason: 'metadata_unavailable' } as const;
    await expectRefused(api, withToken(await a.mint()), down);
    await expectAccepted(api, await b.mint());
  });

  test('each has a cooldown of its own', async () => {
    const { a, b, network, clientOf } = await createPair();
    const api = clientOf([a.issuer, b.issuer]);
    await expectAccepted(api, await a.mint());
    await expectAccepted(api, await b.mint());
    const before = network.urls.length;
    const strange = { header: { kid: 'strange' } };
    for (const issuer of [a, b, a, b]) {
      await expectRefused(api, withToken(await issuer.mint(strange)), {
        status: 401,
        reason: 'unknown_key',
      });
    }
    expect(network.urls.slice(before)).toEqual([a.jwksUri, b.jwksUri]);
  });

  test('audience: an issuer may have its own, which replaces the common one', async () => {
    const { a, b, clientOf } = await createPair();
    const api = clientOf([a.issuer, { issuer: b.issuer, audience: ['urn:b', 'urn:c'] }]);
    const refused = { status: 401, reason: 'audience_mismatch' } as const;
    await expectAccepted(api, await a.mint());
    await expectAccepted(api, await b.mint({ audience: 'urn:b' }));
    await expectAccepted(api, await b.mint({ audience: 'urn:c' }));
    await expectRefused(api, withToken(await b.mint()), refused);
    await expectRefused(api, withToken(await a.mint({ audience: 'urn:b' })), refused);
  });

  test('algorithms: an issuer may have its own, which replace the common ones', async () => {
    const { a, b, clientOf } = await createPair({ algorithm: 'Ed25519' });
    const api = clientOf([{ issuer: a.issuer, algorithms: ['Ed25519'] }, b.issuer]);
    await expectRefused(api, withToken(await a.mint()), {
      status: 401,
      reason: 'algorithm_not_allowed',
    });
    await expectAccepted(api, await b.mint());
  });

  test('static, named and discovered keys go together', async () => {
    const { a, b, network, clientOf } = await createPair();
    const api = clientOf([
      { issuer: a.issuer, jwks: a.jwks },
      { issuer: b.issuer, jwksUri: b.jwksUri },
    ]);
    await expectAccepted(api, await a.mint());
    await expectAccepted(api, await b.mint());
    expect(network.urls).toEqual([b.jwksUri]);
  });

  test('static keys are copied: what becomes of the object later changes nothing', async () => {
    const { a, b, clientOf } = await createPair();
    const jwks = a.jwks;
    const api = clientOf([{ issuer: a.issuer, jwks }]);
    jwks.keys.splice(0, 1, ...b.jwks.keys);
    await expectAccepted(api, await a.mint());
  });

  test('a token of one, remembered, is not taken for one of another', async () => {
    const { a, b, clientOf } = await createPair();
    const token = await a.mint();
    await expectAccepted(clientOf([a.issuer]), token);
    await expectRefused(clientOf([b.issuer]), withToken(token), {
      status: 401,
      reason: 'issuer_not_allowed',
    });
  });

  test('the refusal of a stranger tells the log which issuers are accepted', async () => {
    const { a, b, clientOf } = await createPair();
    const error = await expectRefused(clientOf([a.issuer]), withToken(await b.mint()), {
      status: 401,
      reason: 'issuer_not_allowed',
    });
    expect(error.details).toEqual({ expected: [a.issuer], received: b.issuer });
  });
});
