import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiClient } from '../../src/index.ts';
import { AUDIENCE, expectAccepted, expectRefused, NOW, withToken } from '../protected-api.ts';

const now = (): number => NOW;
const a = await createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://a.test/' });
const b = await createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://b.test/' });
const HEADER = { kid: 'shared' };
const jwksOf = ({ jwks }: typeof a) => ({ keys: jwks.keys.map((key) => ({ ...key, ...HEADER })) });

afterEach(() => {
  vi.restoreAllMocks();
});

// By parsed JSON: the claims alone where the header is remembered.
test.each([
  ['as long as an issuer makes one', 100, 1],
  ['that is far longer', 2000, 2],
])('of a header %s, how much is parsed the second time', async (_id, length, parsed) => {
  const policy = { issuer: a.issuer, jwks: a.jwks };
  const api = new ApiClient({ issuer: policy, audience: AUDIENCE, now });
  const header = { more: 'y'.repeat(length) };
  await expectAccepted(api, await a.mint({ header }));
  const request = withToken(await a.mint({ header }));
  const parse = vi.spyOn(JSON, 'parse');
  expect(await api.authenticate(request)).toHaveProperty('ok', true);
  expect(parse).toHaveBeenCalledTimes(parsed);
});

describe('a header that was checked before', () => {
  test('is held against the algorithms of each issuer', async () => {
    const api = new ApiClient({
      issuers: [
        { issuer: a.issuer, jwks: jwksOf(a) },
        { issuer: b.issuer, jwks: jwksOf(b), algorithms: ['RS256'] },
      ],
      audience: AUDIENCE,
      now,
    });
    await expectAccepted(api, await a.mint({ header: HEADER }));
    const refused = { status: 401, reason: 'algorithm_not_allowed' } as const;
    await expectRefused(api, withToken(await b.mint({ header: HEADER })), refused);
  });

  test('chooses the key of the issuer that the token names', async () => {
    const issuers = [a, b].map((each) => ({ issuer: each.issuer, jwks: jwksOf(each) }));
    const api = new ApiClient({
      issuers: [issuers[0], issuers[1]] as never,
      audience: AUDIENCE,
      now,
    });
    await expectAccepted(api, await a.mint({ header: HEADER }));
    await expectAccepted(api, await b.mint({ header: HEADER }));
    const forged = await a.mint({ header: HEADER, claims: { iss: b.issuer } });
    await expectRefused(api, withToken(forged), { status: 401, reason: 'bad_signature' });
  });

  test('of refused tokens is not remembered, and of accepted ones is nobody’s to change', async () => {
    const api = new ApiClient({
      issuer: { issuer: a.issuer, jwks: a.jwks },
      audience: AUDIENCE,
      now,
    });
    const crit = withToken(await a.mint({ header: { crit: ['x'], x: 1 } }));
    for (let round = 0; round < 2; round += 1) {
      await expectRefused(api, crit, { status: 401, reason: 'critical_header' });
    }
    for (let round = 0; round < 3; round += 1) {
      const { header } = await api.verifyAccessToken(await a.mint());
      expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: a.kid });
      Object.assign(header, { kid: 'changed', crit: [] });
    }
  });

  test('a remembered end does not vouch for another payload', async () => {
    const api = new ApiClient({
      issuer: { issuer: a.issuer, jwks: a.jwks },
      audience: AUDIENCE,
      now,
    });
    const token = await a.mint();
    await expectAccepted(api, token);
    const [header, , signature] = token.split('.');
    const [, payload] = (await a.mint({ claims: { sub: 'somebody-else' } })).split('.');
    const forged = withToken([header, payload, signature].join('.'));
    await expectRefused(api, forged, { status: 401, reason: 'bad_signature' });
    await expectAccepted(api, token);
  });
});
