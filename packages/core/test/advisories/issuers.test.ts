import type { TestIssuer } from '@holdfast/auth-testing';
import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, IssuerResolver } from '../../src/index.ts';
import { ApiClient, ConfigurationError } from '../../src/index.ts';
import type { ExpectedRefusal } from '../protected-api.ts';
import {
  AUDIENCE,
  createClock,
  createNetwork,
  expectAccepted,
  expectRefused,
  settle,
  withToken,
} from '../protected-api.ts';

const UNKNOWN: ExpectedRefusal = { status: 401, reason: 'unknown_key' };
const STRANGER: ExpectedRefusal = { status: 401, reason: 'issuer_not_allowed' };

/** Pairs of (issuer, kid) that read the same once they are joined by some separator or none. */
const COLLISIONS = [
  { title: 'no separator', good: ['https://idp.test/a', 'bc'], evil: ['https://idp.test/ab', 'c'] },
  { title: 'a colon', good: ['https://idp.test/a', 'b:c'], evil: ['https://idp.test/a:b', 'c'] },
  { title: 'a slash', good: ['https://idp.test/a', 'b/c'], evil: ['https://idp.test/a/b', 'c'] },
  { title: 'a bar', good: ['https://idp.test/a', 'b|c'], evil: ['https://idp.test/a|b', 'c'] },
  {
    title: 'a trailing slash',
    good: ['https://idp.test/a', 'k'],
    evil: ['https://idp.test/a/', 'k'],
  },
  { title: 'case', good: ['https://idp.test/a', 'k'], evil: ['https://IDP.test/a', 'k'] },
  {
    title: 'a default port',
    good: ['https://idp.test/a', 'k'],
    evil: ['https://idp.test:443/a', 'k'],
  },
] as const;

describe('CVE-2025-59936: keys that collide across two accepted issuers', () => {
  async function bothIssuers(good: readonly string[], evil: readonly string[]) {
    const { now } = createClock();
    const hosts = await Promise.all(
      [good, evil].map(async ([issuer = '', kid = ''], index) => {
        const signer = await createTestIssuer({ issuer, algorithm: 'ES256', now });
        const jwksUri = `https://keys-${index}.test/`;
        const keys = signer.jwks.keys.map((jwk) => ({ ...jwk, kid }));
        return { signer, kid, jwksUri, keys };
      }),
    );
    const issuers = hosts.map(({ signer: { issuer }, jwksUri }) => ({ issuer, jwksUri }));
    const respond: typeof fetch = async (url) =>
      Response.json({ keys: hosts.find(({ jwksUri }) => jwksUri === String(url))?.keys });
    const mint = (by: number, as: number): Promise<string> => {
      const [signer, named] = [hosts[by], hosts[as]];
      if (signer === undefined || named === undefined) throw new Error('There are two hosts.');
      const claims = { iss: named.signer.issuer };
      return signer.signer.mint({ header: { kid: named.kid }, claims });
    };
    return { issuers, fetch: respond, now, mint };
  }

  const SHAPES: { shape: string; issuersOf: (list: object[]) => unknown }[] = [
    { shape: 'a list', issuersOf: (list) => list },
    { shape: 'a resolver', issuersOf: (list) => () => list },
  ];

  for (const { shape, issuersOf } of SHAPES) {
    test.each(COLLISIONS)(
      `joined by $title, in ${shape}: no key crosses`,
      async ({ good, evil }) => {
        const { issuers, mint, ...options } = await bothIssuers(good, evil);
        const api = new ApiClient({
          ...options,
          issuers: issuersOf(issuers),
          audience: AUDIENCE,
        } as ApiClientOptions);
        for (const index of [0, 1, 0, 1]) await expectAccepted(api, await mint(index, index));
        const refused = { status: 401, reason: 'bad_signature' } as const;
        await expectRefused(api, withToken(await mint(1, 0)), refused);
        await expectRefused(api, withToken(await mint(0, 1)), refused);
      },
    );
  }
});

describe('CVE-2025-59936, pyjwt#1169: issuers that are not accepted are never contacted', async () => {
  const { now } = createClock();
  const good = await createTestIssuer({ algorithm: 'ES256', now });
  const evil = await createTestIssuer({ issuer: 'https://evil.test/', algorithm: 'ES256', now });

  const NAMES = [
    'https://evil.test/',
    'http://issuer.test/',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:6379/',
    'javascript:fetch(1)',
    'data:application/json,{}',
    '//evil.test',
    'issuer.test',
    `${good.issuer}\nhttps://evil.test/`,
  ];
  const SHAPES: { shape: string; accepted: object }[] = [
    { shape: 'one issuer', accepted: { issuer: good.issuer } },
    { shape: 'a list', accepted: { issuers: [good.issuer] } },
    { shape: 'a resolver', accepted: { issuers: () => [good.issuer] } },
    { shape: 'an asynchronous resolver', accepted: { issuers: async () => [good.issuer] } },
    { shape: 'a resolver without issuers', accepted: { issuers: () => [] } },
  ];

  for (const { shape, accepted } of SHAPES) {
    test.each(NAMES)(`${shape}: %j gets no request`, async (iss) => {
      const network = createNetwork(good, evil);
      const options = { ...accepted, audience: AUDIENCE, fetch: network.fetch, now };
      const api = new ApiClient(options as ApiClientOptions);
      await expectRefused(api, withToken(await evil.mint({ claims: { iss } })), STRANGER);
      expect(network.urls).toEqual([]);
    });
  }

  test('a forged token of the good issuer leads to its own documents alone', async () => {
    const network = createNetwork(good, evil);
    const resolver: IssuerResolver = () => [good.issuer];
    const api = new ApiClient({ issuers: resolver, audience: AUDIENCE, fetch: network.fetch, now });
    await expectRefused(api, withToken(await evil.mint({ claims: { iss: good.issuer } })), UNKNOWN);
    expect(network.urls.filter((url) => !url.startsWith(good.issuer))).toEqual([]);
  });

  test.each([
    'file:///etc/keys.json',
    'http://issuer.test/',
    'ftp://issuer.test/',
    'https://user:secret@issuer.test/',
    'issuer.test',
    'https://issuer.test/?a=b',
    'https://issuer.test/#a',
  ])('pyjwt#1169: the option issuer cannot be %s', (issuer) => {
    expect(() => new ApiClient({ issuer, audience: AUDIENCE })).toThrow(ConfigurationError);
  });

  test.each(['file:///etc/keys.json', 'http://issuer.test/keys', 'data:application/json,{}'])(
    'nodedb#61: the option jwksUri cannot be %s',
    (jwksUri) => {
      const issuer = { issuer: good.issuer, jwksUri };
      expect(() => new ApiClient({ issuer, audience: AUDIENCE })).toThrow(ConfigurationError);
    },
  );
});

describe('CVE-2026-48524: a flood of random kids while the keys cannot be had', () => {
  async function flooded(how: 'refuse' | 500 | 404) {
    const clock = createClock();
    const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now });
    const api = new ApiClient({
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: issuer.fetch,
      now: clock.now,
    });
    await expectAccepted(api, await issuer.mint());
    issuer.goDown(how);
    return { clock, issuer, api, before: issuer.requests.length };
  }

  const kids = (issuer: TestIssuer, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        issuer.mint({ header: { kid: `random-${index}` } }),
      ),
    );

  test.each(['refuse', 500, 404] as const)(
    'outage %s: one request goes out, good tokens pass meanwhile',
    async (how) => {
      const { api, issuer, before } = await flooded(how);
      for (const token of await kids(issuer, 50)) {
        await expectRefused(api, withToken(token), { status: 503, reason: 'keys_unavailable' });
        await expectAccepted(api, await issuer.mint());
      }
      expect(issuer.requests.length - before).toBe(1);
    },
  );

  test('at once: one request goes out', async () => {
    const { api, issuer, before } = await flooded('refuse');
    const tokens = await kids(issuer, 50);
    const results = await Promise.all(tokens.map((token) => api.authenticate(withToken(token))));
    expect(new Set(results.map((result) => result.ok || result.error.statusCode))).toEqual(
      new Set([503]),
    );
    expect(issuer.requests.length - before).toBe(1);
  });

  test('over ten cooldowns: ten requests go out', async () => {
    const { api, clock, issuer, before } = await flooded('refuse');
    for (let period = 0; period < 10; period += 1) {
      for (const token of await kids(issuer, 5)) await api.authenticate(withToken(token));
      clock.advance(30);
    }
    await settle();
    expect(issuer.requests.length - before).toBe(10);
  });
});

describe('GHSA-675f-rq2r-jw82: a key that was removed', () => {
  test('stops verifying with the next refresh, for remembered tokens too', async () => {
    const clock = createClock();
    const issuer = await createTestIssuer({ algorithm: 'ES256', now: clock.now });
    const options = {
      issuer: issuer.issuer,
      audience: AUDIENCE,
      fetch: issuer.fetch,
      now: clock.now,
    };
    const api = new ApiClient(options);
    const remembered = await issuer.mint();
    const fresh = await issuer.mint();
    await expectAccepted(api, remembered);
    await issuer.rotateKeys();
    clock.advance(601);
    await expectRefused(api, withToken(remembered), UNKNOWN);
    await expectRefused(api, withToken(fresh), UNKNOWN);
    await expectAccepted(api, await issuer.mint());
  });
});

const GARBAGE: { title: string; answer: unknown }[] = [
  { title: 'undefined', answer: undefined },
  { title: 'null', answer: null },
  { title: 'a string', answer: 'https://issuer.test/' },
  { title: 'an object', answer: { issuer: 'https://issuer.test/' } },
  { title: 'a secret', answer: new Uint8Array(32) },
  { title: 'true', answer: true },
  { title: 'a list with null', answer: [null] },
  { title: 'a list with a number', answer: [5] },
  { title: 'a list with an empty object', answer: [{}] },
  { title: 'an issuer that is no string', answer: [{ issuer: 7 }] },
  {
    title: 'an issuer over http',
    answer: [{ issuer: 'https://issuer.test/', jwksUri: 'http://a.test/' }],
  },
  { title: 'a secret for a key', answer: [{ issuer: 'https://issuer.test/', jwks: 'secret' }] },
  {
    title: 'an oct key',
    answer: [{ issuer: 'https://issuer.test/', jwks: { keys: [{ kty: 'oct', k: 'AA' }] } }],
  },
  { title: 'HS256', answer: [{ issuer: 'https://issuer.test/', algorithms: ['HS256'] }] },
  { title: 'none', answer: [{ issuer: 'https://issuer.test/', algorithms: ['none'] }] },
  { title: 'no algorithm', answer: [{ issuer: 'https://issuer.test/', algorithms: [] }] },
  { title: 'no audience', answer: [{ issuer: 'https://issuer.test/', audience: [] }] },
  { title: 'an unknown member', answer: [{ issuer: 'https://issuer.test/', secret: 'AA' }] },
];

describe('CVE-2025-65945, CVE-2022-23529: what a resolver answers is checked', async () => {
  const { now } = createClock();
  const issuer = await createTestIssuer({ algorithm: 'ES256', now });

  for (const kind of ['at once', 'as a promise']) {
    test.each(GARBAGE)(`$title ${kind}: 503, the token may be good`, async ({ answer }) => {
      const resolver = (() =>
        kind === 'at once' ? answer : Promise.resolve(answer)) as unknown as IssuerResolver;
      const options = { issuers: resolver, audience: AUDIENCE, fetch: issuer.fetch, now };
      const before = issuer.requests.length;
      await expectRefused(new ApiClient(options), withToken(await issuer.mint()), {
        status: 503,
        reason: 'issuer_resolver_failed',
      });
      expect(issuer.requests.length).toBe(before);
    });
  }
});
