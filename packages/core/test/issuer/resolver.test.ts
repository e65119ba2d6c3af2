import { createTestIssuer } from '@holdfast/auth-testing';
import { describe, expect, test } from 'vitest';
import type {
  ApiClientOptions,
  IssuerContext,
  IssuerList,
  IssuerResolver,
  ResourceRequest,
} from '../../src/index.ts';
import { ApiClient } from '../../src/index.ts';
import {
  AUDIENCE,
  createClock,
  createNetwork,
  expectAccepted,
  expectRefused,
  withField,
  withToken,
} from '../protected-api.ts';

const STRANGER = { status: 401, reason: 'issuer_not_allowed' } as const;
const RESOLVER_FAILED = { status: 503, reason: 'issuer_resolver_failed' } as const;

async function createPair() {
  const { now } = createClock();
  const [a, b] = await Promise.all([
    createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://a.test/' }),
    createTestIssuer({ algorithm: 'ES256', now, issuer: 'https://b.test/' }),
  ]);
  const network = createNetwork(a, b);
  const clientOf = (issuers: IssuerResolver, options: Partial<ApiClientOptions> = {}): ApiClient =>
    new ApiClient({
      issuers,
      audience: AUDIENCE,
      fetch: network.fetch,
      now,
      ...options,
    } as ApiClientOptions);
  return { a, b, network, clientOf };
}

const FAILURES: { title: string; resolver: () => IssuerList | Promise<IssuerList> }[] = [
  {
    title: 'throws',
    resolver: () => {
      throw new Error('database password: hunter2');
    },
  },
  { title: 'rejects', resolver: () => Promise.reject(new Error('database password: hunter2')) },
];

describe('a resolver that fails', () => {
  test.each(FAILURES)(
    '$title: 503, and what it said is for the log alone',
    async ({ resolver }) => {
      const { a, network, clientOf } = await createPair();
      const request = withToken(await a.mint());
      const error = await expectRefused(clientOf(resolver), request, RESOLVER_FAILED);
      expect(error.cause).toMatchObject({ message: 'database password: hunter2' });
      expect(JSON.stringify(error)).not.toContain('hunter2');
      expect(network.urls).toEqual([]);
    },
  );

  test('once is asked again, for remembered tokens too', async () => {
    const { a, clientOf } = await createPair();
    let broken = true;
    const api = clientOf(() => {
      if (broken) throw new Error('down');
      return [a.issuer];
    });
    const token = await a.mint();
    await expectRefused(api, withToken(token), RESOLVER_FAILED);
    broken = false;
    await expectAccepted(api, token);
    broken = true;
    await expectRefused(api, withToken(token), RESOLVER_FAILED);
  });
});

describe('what a resolver is told', () => {
  test('the unverified issuer and the request', async () => {
    const { a, clientOf } = await createPair();
    const contexts: IssuerContext[] = [];
    const api = clientOf((context) => {
      contexts.push(context);
      return [a.issuer];
    });
    const request = withToken(await a.mint(), { host: 'one.test' });
    await api.verifyRequest(request);
    expect(contexts).toEqual([{ unverifiedIssuer: a.issuer, request }]);
    expect(contexts[0]?.request).toBe(request);
  });

  test('no request where a bare token is verified', async () => {
    const { a, clientOf } = await createPair();
    const contexts: IssuerContext[] = [];
    const api = clientOf(async (context) => {
      contexts.push(context);
      return [a.issuer];
    });
    await api.verifyAccessToken(await a.mint());
    expect(contexts).toEqual([{ unverifiedIssuer: a.issuer, request: undefined }]);
  });

  test('nothing where the token cannot be read or names no issuer', async () => {
    const { a, clientOf } = await createPair();
    let calls = 0;
    const api = clientOf(() => {
      calls += 1;
      return [a.issuer];
    });
    await expectRefused(api, withField('Basic YTpi'), {
      status: 401,
      reason: 'unsupported_scheme',
    });
    await expectRefused(api, withToken('opaque'), { status: 401, reason: 'opaque_token' });
    await expectRefused(
      api,
      withToken(await a.mint({ claims: { iss: ['https://a.test/'] } })),
      STRANGER,
    );
    await expectRefused(api, withToken(await a.mint({ claims: { iss: undefined } })), STRANGER);
    await expectRefused(api, withToken(await a.mint({ header: { crit: ['x'] } })), {
      status: 401,
      reason: 'critical_header',
    });
    expect(calls).toBe(0);
  });
});

describe('a resolver that goes by the request', () => {
  const at = (host: string, token: string): ResourceRequest => withToken(token, { host });

  function hostOf(request: ResourceRequest | undefined): string {
    if (request === undefined) throw new Error('There is a request.');
    return (request.headers as { host: string }).host;
  }

  async function byHost(kind: 'sync' | 'async', options?: Partial<ApiClientOptions>) {
    const pair = await createPair();
    const { a, b, clientOf } = pair;
    const choose = ({ request }: IssuerContext): IssuerList => {
      return hostOf(request) === 'a.example' ? [a.issuer] : [b.issuer];
    };
    const resolver: IssuerResolver = kind === 'sync' ? choose : async (context) => choose(context);
    return { ...pair, api: clientOf(resolver, options) };
  }

  for (const kind of ['sync', 'async'] as const) {
    test(`${kind}: a remembered token of one tenant does not pass at another`, async () => {
      const { a, b, api } = await byHost(kind);
      const tokens = { 'a.example': await a.mint(), 'b.example': await b.mint() };
      for (let round = 0; round < 3; round += 1) {
        for (const [host, token] of Object.entries(tokens)) {
          expect((await api.authenticate(at(host, token))).ok).toBe(true);
          const other = host === 'a.example' ? 'b.example' : 'a.example';
          await expectRefused(api, at(other, token), STRANGER);
        }
      }
    });

    test(`${kind}: an issuer that is accepted nowhere here is not contacted`, async () => {
      const { a, b, api, network } = await byHost(kind);
      await expectRefused(api, at('b.example', await a.mint()), STRANGER);
      await expectRefused(api, at('a.example', await b.mint()), STRANGER);
      expect(network.urls).toEqual([]);
    });
  }

  test('keys are kept between requests', async () => {
    const { a, api, network } = await byHost('async');
    for (let round = 0; round < 5; round += 1) {
      expect((await api.authenticate(at('a.example', await a.mint()))).ok).toBe(true);
    }
    expect(network.urls.length).toBe(2);
  });

  test('an audience by request holds for remembered tokens too', async () => {
    const { a, clientOf } = await createPair();
    const api = clientOf(({ request }) => {
      return [{ issuer: a.issuer, audience: `https://${hostOf(request)}` }];
    });
    const token = await a.mint({ audience: 'https://one.example' });
    for (let round = 0; round < 3; round += 1) {
      expect((await api.authenticate(at('one.example', token))).ok).toBe(true);
      await expectRefused(api, at('two.example', token), {
        status: 401,
        reason: 'audience_mismatch',
      });
    }
  });
});

describe('a resolver whose answer changes', () => {
  test('an issuer that is taken off the list is refused at once, remembered or not', async () => {
    const { a, b, clientOf } = await createPair();
    let list: IssuerList = [a.issuer, b.issuer];
    const api = clientOf(() => list);
    const token = await a.mint();
    await expectAccepted(api, token);
    list = [b.issuer];
    await expectRefused(api, withToken(token), STRANGER);
    await expectRefused(api, withToken(await a.mint()), STRANGER);
    list = [];
    await expectRefused(api, withToken(await b.mint()), STRANGER);
  });

  test('algorithms that are narrowed hold for remembered tokens too', async () => {
    const { a, clientOf } = await createPair();
    let list: IssuerList = [a.issuer];
    const api = clientOf(() => list);
    const token = await a.mint();
    await expectAccepted(api, token);
    list = [{ issuer: a.issuer, algorithms: ['PS256'] }];
    await expectRefused(api, withToken(token), { status: 401, reason: 'algorithm_not_allowed' });
  });

  test('static keys that are replaced hold for remembered tokens too', async () => {
    const { a, clientOf } = await createPair();
    let list: IssuerList = [{ issuer: a.issuer, jwks: a.jwks }];
    const api = clientOf(() => list);
    const token = await a.mint();
    await expectAccepted(api, token);
    await a.rotateKeys();
    list = [{ issuer: a.issuer, jwks: a.jwks }];
    await expectRefused(api, withToken(token), { status: 401, reason: 'unknown_key' });
    await expectAccepted(api, await a.mint());
  });
});
