import { describe, expect, test } from 'vitest';
import type { ApiClientOptions, MetadataResponse, ResourceMetadata } from '../../src/index.ts';
import { ApiClient, ConfigurationError, protectedResourceMetadata } from '../../src/index.ts';

const ISSUER = 'https://issuer.test/';
const ORIGIN = 'https://api.test';
const WELL_KNOWN = '/.well-known/oauth-protected-resource';

function clientOf(
  resourceMetadata: ApiClientOptions['resourceMetadata'],
  options: Partial<Pick<ApiClientOptions, 'dpop' | 'publicUrl'>> = {},
): ApiClient {
  return new ApiClient({ issuer: ISSUER, audience: ORIGIN, resourceMetadata, ...options });
}

function ask(
  url: string,
  { method = 'GET', api = clientOf({ resource: ORIGIN }) } = {},
): MetadataResponse | undefined {
  return api.metadata()({ method, url });
}

const DOCUMENT = {
  authorization_servers: [ISSUER],
  resource: ORIGIN,
  bearer_methods_supported: ['header'],
  dpop_signing_alg_values_supported: ['ES256'],
  dpop_bound_access_tokens_required: false,
};

describe('the document (RFC 9728 section 2)', () => {
  const { dpop_signing_alg_values_supported: _algorithms, ...withoutAlgorithms } = DOCUMENT;
  const { dpop_bound_access_tokens_required: _required, ...withoutDpop } = withoutAlgorithms;
  const resource = ORIGIN;
  const ROWS: ReadonlyArray<
    readonly [
      what: string,
      given: ResourceMetadata,
      document: Readonly<Record<string, unknown>>,
      options?: Parameters<typeof clientOf>[1],
    ]
  > = [
    ['the least', { resource }, DOCUMENT],
    [
      'camel case becomes that of the RFC',
      { resource, scopesSupported: ['a'], resourceName: 'Orders', jwksUri: 'https://api.test/k' },
      {
        ...DOCUMENT,
        scopes_supported: ['a'],
        resource_name: 'Orders',
        jwks_uri: 'https://api.test/k',
      },
    ],
    [
      "the RFC's own spelling stays",
      { resource, scopes_supported: ['a'], resource_tos_uri: 'https://api.test/tos' },
      { ...DOCUMENT, scopes_supported: ['a'], resource_tos_uri: 'https://api.test/tos' },
    ],
    [
      'further members are served as they stand',
      { resource, own_member: { innerName: [1, null] }, 'resource_name#de': 'Aufträge' },
      { ...DOCUMENT, own_member: { innerName: [1, null] }, 'resource_name#de': 'Aufträge' },
    ],
    ['what is undefined is left out', { resource, scopesSupported: undefined }, DOCUMENT],
    [
      'lists without a member are left out (RFC 9728 section 3.2)',
      { resource, scopesSupported: [], own: [] },
      DOCUMENT,
    ],
    [
      'the resource is what clients see',
      {},
      { ...DOCUMENT, resource: 'https://api.test/v2' },
      { publicUrl: 'https://api.test/v2' },
    ],
    [
      'the resource goes before what clients see',
      { resource },
      DOCUMENT,
      { publicUrl: 'https://api.test/v2' },
    ],
    [
      'DPoP required',
      { resource },
      { ...DOCUMENT, dpop_bound_access_tokens_required: true },
      { dpop: { mode: 'required' } },
    ],
    ['DPoP disabled', { resource }, withoutDpop, { dpop: { mode: 'disabled' } }],
    [
      'the algorithms of proofs',
      { resource },
      { ...DOCUMENT, dpop_signing_alg_values_supported: ['ES384', 'Ed25519'] },
      { dpop: { algorithms: ['ES384', 'Ed25519'] } },
    ],
  ];

  for (const [what, given, document, options] of ROWS) {
    test(what, () => {
      const [answer] = [WELL_KNOWN, `${WELL_KNOWN}/v2`].flatMap(
        (path) => ask(path, { api: clientOf(given, options) }) ?? [],
      );
      expect(JSON.parse(answer?.body ?? '')).toEqual(document);
    });
  }

  test('issuers are written as they are in the options; of a function none are told', () => {
    const several = (issuers: ApiClientOptions['issuers']) =>
      new ApiClient({
        audience: ORIGIN,
        issuers,
        resourceMetadata: { resource: ORIGIN },
      } as ApiClientOptions);
    const told = (api: ApiClient): unknown =>
      JSON.parse(ask(WELL_KNOWN, { api })?.body ?? '').authorization_servers;
    const list = ['https://a.test', 'https://b.test/', { issuer: 'https://c.test/x' }];
    expect(told(several(list))).toEqual(['https://a.test', 'https://b.test/', 'https://c.test/x']);
    expect(told(several(() => list))).toBeUndefined();
  });

  test('changing the options afterwards changes nothing', () => {
    const given = { resource: ORIGIN, scopesSupported: ['a'] };
    const api = clientOf(given);
    given.scopesSupported.push('b');
    given.resource = 'https://evil.test';
    expect(JSON.parse(ask(WELL_KNOWN, { api })?.body ?? '')).toEqual({
      ...DOCUMENT,
      scopes_supported: ['a'],
    });
  });
});

describe('the answer by method', () => {
  const cors = { 'access-control-allow-origin': '*' };
  const found = {
    ...cors,
    'content-type': 'application/json',
    'cache-control': 'public, max-age=3600',
  };
  const preflight = {
    ...cors,
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': '*',
    'access-control-max-age': '3600',
  };
  const allow = { ...cors, allow: 'GET, HEAD, OPTIONS' };
  test.each([
    ['GET', 200, found, JSON.stringify(DOCUMENT)],
    ['HEAD', 200, found, ''],
    ['OPTIONS', 204, preflight, ''],
    ['POST', 405, allow, ''],
    ['PUT', 405, allow, ''],
    ['QUERY', 405, allow, ''],
    // Methods are case-sensitive (RFC 9110 section 9.1).
    ['get', 405, allow, ''],
  ])('%s: %i', (method, status, headers, body) => {
    expect(ask(WELL_KNOWN, { method })).toEqual({ status, headers, body });
  });
});

describe('the path (RFC 9728 section 3.1)', () => {
  const ROWS: ReadonlyArray<readonly [resource: string, url: string, isServed: boolean]> = [
    [ORIGIN, WELL_KNOWN, true],
    [`${ORIGIN}/`, WELL_KNOWN, true],
    [ORIGIN, `${WELL_KNOWN}?a=b`, true],
    [ORIGIN, `https://api.test${WELL_KNOWN}`, true],
    [ORIGIN, `http://inside:8080${WELL_KNOWN}?a=b`, true],
    [ORIGIN, `https://my_api.test${WELL_KNOWN}`, true],
    [ORIGIN, `${WELL_KNOWN}/`, false],
    [ORIGIN, `${WELL_KNOWN}/v1`, false],
    [ORIGIN, `/v1${WELL_KNOWN}`, false],
    [ORIGIN, `/${WELL_KNOWN}`, false],
    [ORIGIN, WELL_KNOWN.toUpperCase(), false],
    [ORIGIN, '/', false],
    [ORIGIN, '', false],
    [ORIGIN, 'https://api.test', false],
    [ORIGIN, 'no URL', false],
    [`${ORIGIN}/v1`, `${WELL_KNOWN}/v1`, true],
    [`${ORIGIN}/v1`, WELL_KNOWN, false],
    [`${ORIGIN}/v1`, `${WELL_KNOWN}/v1/`, false],
    [`${ORIGIN}/v1/`, `${WELL_KNOWN}/v1/`, true],
    [`${ORIGIN}/v1/`, `${WELL_KNOWN}/v1`, false],
    [`${ORIGIN}/v1?tenant=a`, `${WELL_KNOWN}/v1?tenant=a`, true],
    [`${ORIGIN}/v1?tenant=a`, `${WELL_KNOWN}/v1`, true],
    ['https://other.test/v1', `https://api.test${WELL_KNOWN}/v1`, true],
  ];
  test.each(ROWS)('%s at %s: %j', (resource, url, isServed) => {
    const found = ask(url, { api: clientOf({ resource }) });
    expect(found !== undefined).toBe(isServed);
    if (found) expect(JSON.parse(found.body).resource).toBe(resource);
  });
});

describe('without a document there is nothing to serve', () => {
  test.each([undefined, `${ORIGIN}${WELL_KNOWN}`])('resourceMetadata %j', (given) => {
    const api = clientOf(given);
    for (const serve of [() => api.metadata(), () => protectedResourceMetadata(api)]) {
      expect(serve).toThrow(ConfigurationError);
      expect(serve).toThrow('"resourceMetadata" must be an object');
    }
  });
});

describe('protectedResourceMetadata, for Fetch', () => {
  const handle = protectedResourceMetadata(clientOf({ resource: ORIGIN }));

  test('answers GET with the document', async () => {
    const response = handle(new Request(`http://inside${WELL_KNOWN}`));
    expect(response?.status).toBe(200);
    expect(response?.headers.get('content-type')).toBe('application/json');
    expect(await response?.json()).toEqual(DOCUMENT);
  });

  test.each([
    ['HEAD', 200],
    ['OPTIONS', 204],
    ['POST', 405],
  ])('answers %s without a body: %i', async (method, status) => {
    const response = handle(new Request(`http://inside${WELL_KNOWN}`, { method }));
    expect(response?.status).toBe(status);
    expect(response?.body).toBeNull();
    expect(response?.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('lets every other request go on', () => {
    expect(handle(new Request('http://inside/orders'))).toBeUndefined();
  });

  test('each answer is its own', async () => {
    const request = new Request(`http://inside${WELL_KNOWN}`);
    const first = handle(request);
    first?.headers.set('x-own', 'a');
    expect(handle(request)?.headers.get('x-own')).toBeNull();
  });
});

test('what is done to an answer does not reach the next one', () => {
  const api = clientOf({ resource: ORIGIN });
  const first = ask(WELL_KNOWN, { api });
  if (first) first.headers['access-control-allow-origin'] = 'https://evil.test';
  expect(ask(WELL_KNOWN, { api })?.headers['access-control-allow-origin']).toBe('*');
});
