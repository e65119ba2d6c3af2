import { describe, expect, test } from 'vitest';
import type { ResourceRequest } from '../../src/index.ts';
import { ConfigurationError, requestUrl } from '../../src/index.ts';
import { expectAccepted, expectProofRefused } from './expectations.ts';
import { createApi, createHolder, makeProof, mintBound, proven } from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder);

async function proofFor(htu: string): Promise<string> {
  return makeProof(holder, token, { claims: { htu } });
}

type PublicUrl = string | ((request: ResourceRequest) => string);

interface Row {
  readonly id: string;
  readonly publicUrl: PublicUrl;
  readonly url: string;
  /** The only URL for which proofs pass. */
  readonly seen: string;
}

const INNER = 'http://10.0.0.7:8080';
const ROWS: readonly Row[] = [
  { id: 'origin', publicUrl: 'https://a.test', url: `${INNER}/x`, seen: 'https://a.test/x' },
  {
    id: 'trailing slash',
    publicUrl: 'https://a.test/',
    url: `${INNER}/x`,
    seen: 'https://a.test/x',
  },
  {
    id: 'port',
    publicUrl: 'https://a.test:8443',
    url: `${INNER}/x`,
    seen: 'https://a.test:8443/x',
  },
  { id: 'prefix', publicUrl: 'https://a.test/v2', url: `${INNER}/x`, seen: 'https://a.test/v2/x' },
  {
    id: 'prefix/',
    publicUrl: 'https://a.test/v2/',
    url: `${INNER}/x`,
    seen: 'https://a.test/v2/x',
  },
  {
    id: 'prefix, root',
    publicUrl: 'https://a.test/v2',
    url: `${INNER}/`,
    seen: 'https://a.test/v2/',
  },
  { id: 'prefix, no path', publicUrl: 'https://a.test/v2', url: INNER, seen: 'https://a.test/v2/' },
  {
    id: 'query that is no ASCII',
    publicUrl: 'https://a.test',
    url: `${INNER}/x?y=\u00e9 \\`,
    seen: 'https://a.test/x',
  },
  { id: 'query', publicUrl: 'https://a.test', url: `${INNER}/x?y=/z`, seen: 'https://a.test/x' },
  { id: 'query alone', publicUrl: 'https://a.test', url: `${INNER}?y`, seen: 'https://a.test/' },
  {
    id: '// path',
    publicUrl: 'https://a.test',
    url: `${INNER}//b.test/x`,
    seen: 'https://a.test//b.test/x',
  },
  {
    id: '@ path',
    publicUrl: 'https://a.test',
    url: `${INNER}/@b.test/x`,
    seen: 'https://a.test/@b.test/x',
  },
  {
    id: '%2F',
    publicUrl: 'https://a.test/v2',
    url: `${INNER}/a%2fb`,
    seen: 'https://a.test/v2/a%2Fb',
  },
  {
    id: 'a host that is none',
    publicUrl: 'https://a.test',
    url: 'http://ha ha/x',
    seen: 'https://a.test/x',
  },
  { id: 'case', publicUrl: 'HTTPS://A.Test/V2', url: `${INNER}/X`, seen: 'https://a.test/V2/X' },
  {
    id: 'function of the request',
    publicUrl: ({ url }) => `https://${new URL(url).hostname}.test/v3`,
    url: 'http://tenant:8080/x',
    seen: 'https://tenant.test/v3/x',
  },
  {
    id: 'function with a trailing slash',
    publicUrl: () => 'https://a.test/',
    url: `${INNER}/x`,
    seen: 'https://a.test/x',
  },
];

describe('publicUrl', () => {
  test.each(ROWS)('$id: proofs are for $seen', async ({ publicUrl, url, seen }) => {
    const api = createApi({ publicUrl });
    await expectAccepted(api, proven(token, await proofFor(seen), { url }));
    for (const htu of [url, `${seen}x`, seen.replace('https', 'http')]) {
      const request = proven(token, await proofFor(htu), { url });
      const { details } = await expectProofRefused(api, request, 'htu_mismatch');
      expect(details).toMatchObject({ expected: seen });
    }
  });

  test('a function is told of the request itself', async () => {
    const seen: ResourceRequest[] = [];
    const publicUrl = (request: ResourceRequest): string => {
      seen.push(request);
      return 'https://a.test';
    };
    const request = proven(token, await proofFor('https://a.test/x'), { url: `${INNER}/x` });
    await expectAccepted(createApi({ publicUrl }), request);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((one) => one === request)).toBe(true);
  });

  // A mistake of the application, which is not to be laid at the caller's door.
  test.each(['', '/x', 'x', 'https://a.test/?b', 'https://a@b.test', undefined])(
    'a function that gives %j: a ConfigurationError, and no proof passes',
    async (value) => {
      const api = createApi({ publicUrl: () => value as string });
      const url = 'https://a.test/x';
      const request = proven(token, await proofFor(url), { url });
      await expect(api.authenticate(request)).rejects.toBeInstanceOf(ConfigurationError);
    },
  );
});

// What a client, or a proxy that appends to what clients send, may put into a request.
const FORGED: readonly Readonly<Record<string, string | string[]>>[] = [
  { host: 'victim.test' },
  { host: ['a.test', 'victim.test'] },
  { 'x-forwarded-host': 'victim.test' },
  { 'x-forwarded-host': 'victim.test, a.test' },
  { 'x-forwarded-host': ['a.test', 'victim.test'] },
  { 'x-forwarded-host': 'a.test@victim.test' },
  { 'x-forwarded-host': 'victim.test\r\nhost: a.test' },
  { 'x-forwarded-proto': 'http' },
  { 'x-forwarded-port': '8443' },
  { 'x-forwarded-prefix': '/admin' },
  { 'x-forwarded-server': 'victim.test' },
  { 'x-original-url': '/admin' },
  { 'x-rewrite-url': '/admin' },
  { 'x-real-host': 'victim.test' },
  { forwarded: 'host=victim.test;proto=https' },
];
const VICTIMS = [
  'https://victim.test/x',
  'http://a.test/x',
  'https://a.test:8443/x',
  'https://a.test/admin',
  'https://a.test/admin/x',
];

describe('CVE-2025-66414, dash-auth#174, Flowfin#139: forged hosts', () => {
  const cases = FORGED.map((headers) => ({ headers, shown: JSON.stringify(headers) }));
  test.each(cases)('$shown: change nothing', async ({ headers }) => {
    const url = 'https://a.test/x';
    for (const api of [createApi(), createApi({ publicUrl: 'https://a.test' })]) {
      await expectAccepted(api, proven(token, await proofFor(url), { url, headers }));
      for (const victim of VICTIMS) {
        const request = proven(token, await proofFor(victim), { url, headers });
        await expectProofRefused(api, request, 'htu_mismatch');
      }
    }
  });

  test('publicUrl stands, whatever host the framework believed in', async () => {
    const api = createApi({ publicUrl: 'https://a.test' });
    const url = 'https://victim.test/x';
    await expectProofRefused(api, proven(token, await proofFor(url), { url }), 'htu_mismatch');
    await expectAccepted(api, proven(token, await proofFor('https://a.test/x'), { url }));
  });

  test('without publicUrl the framework has the only word', async () => {
    const url = 'https://b.test/x';
    const headers = { host: 'a.test' };
    await expectAccepted(createApi(), proven(token, await proofFor(url), { url, headers }));
  });
});

describe('the request target', () => {
  const TARGETS: readonly (readonly [target: string, seen: string])[] = [
    ['/x', 'https://a.test/x'],
    ['/', 'https://a.test/'],
    ['//victim.test/x', 'https://a.test//victim.test/x'],
    ['/x?y#z', 'https://a.test/x'],
    ['http://victim.test/x', 'https://a.test/x'],
    ['HTTPS://victim.test:99/x?y', 'https://a.test/x'],
    ['https://u:p@victim.test/x', 'https://a.test/x'],
    ['http://victim.test', 'https://a.test/'],
    ['http://victim.test?x', 'https://a.test/'],
    ['*', 'https://a.test/'],
  ];
  test.each(TARGETS)('RFC 9112 section 3.2.2: %s is %s', async (target, seen) => {
    const url = requestUrl('https://a.test', target);
    for (const api of [createApi(), createApi({ publicUrl: 'https://a.test' })]) {
      await expectAccepted(api, proven(token, await proofFor(seen), { url }));
      const stolen = await proofFor('https://victim.test/x');
      await expectProofRefused(api, proven(token, stolen, { url }), 'htu_mismatch');
    }
  });

  // Node takes any Host field: what follows the host must not become the path or hide it.
  const HOSTS = [
    'a.test/orders?',
    'a.test/orders#',
    'a.test/orders/%2e%2e/orders?x=',
    'a.test/orders;',
    'user@a.test/orders?',
    'a.test\\orders?',
    'victim.test/orders?',
  ];
  test.each(HOSTS)('Host: %s with /admin is not /orders', async (host) => {
    const url = requestUrl(`https://${host}`, '/admin');
    for (const api of [createApi(), createApi({ publicUrl: 'https://a.test' })]) {
      const result = await api.authenticate(
        proven(token, await proofFor('https://a.test/orders'), { url }),
      );
      expect(result.ok || result.error.reason).toBe('htu_mismatch');
    }
  });

  test('a Host that swallows the path does not make a proof for the root pass', async () => {
    for (const host of ['a.test?', 'a.test#', 'a.test/?']) {
      const url = requestUrl(`https://${host}`, '/admin');
      for (const api of [createApi(), createApi({ publicUrl: 'https://a.test' })]) {
        const request = proven(token, await proofFor('https://a.test/'), { url });
        const result = await api.authenticate(request);
        expect(result.ok || result.error.reason).toBe('htu_mismatch');
      }
    }
  });
});

test.each(['/admin/..\\public/1', '\\public/1', '/public\t/1', '/public/1\u00e9'])(
  'no proof is for a path that no URI has: %j',
  async (path) => {
    const api = createApi({ publicUrl: 'https://a.test' });
    const { pathname } = new URL(path, 'https://a.test');
    const proof = await proofFor(`https://a.test${pathname}`);
    const request = proven(token, proof, { url: `${INNER}${path}` });
    await expectProofRefused(api, request, 'htu_mismatch');
  },
);
