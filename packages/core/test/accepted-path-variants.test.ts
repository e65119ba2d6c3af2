import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, expect, test, vi } from 'vitest';
import type { ApiClientOptions, ResourceRequest } from '../src/index.ts';
import { ApiClient, nodeRequest } from '../src/index.ts';
import { createHolder, makeProof, mintBound, issuer as proofIssuer } from './dpop/setting.ts';
import { AUDIENCE, NOW, withToken } from './protected-api.ts';

type Counts = Record<string, number>;

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const CONSTRUCTORS = ['URL', 'AbortController', 'Headers', 'Response', 'Uint8Array'] as const;

/** Counts what is made and asked for within `action`. */
async function costOf(action: () => unknown): Promise<Counts> {
  const counts: Counts = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const name of CONSTRUCTORS) {
    const counted = new Proxy(globalThis[name] as new (...given: never[]) => object, {
      construct: (target, given, newTarget) => {
        count(name);
        return Reflect.construct(target, given, newTarget);
      },
    });
    vi.stubGlobal(name, counted);
  }
  const clone = vi.spyOn(globalThis, 'structuredClone');
  const timer = vi.spyOn(globalThis, 'setTimeout');
  const { subtle } = crypto;
  const verify = vi.spyOn(subtle, 'verify');
  const sign = vi.spyOn(subtle, 'sign');
  const importKey = vi.spyOn(subtle, 'importKey');
  const digest = vi.spyOn(subtle, 'digest');
  await action();
  const spies = { clone, timer, verify, sign, importKey, digest };
  for (const [name, spy] of Object.entries(spies)) {
    if (spy.mock.calls.length > 0) counts[name] = spy.mock.calls.length;
  }
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  return counts;
}

const issuer = await createTestIssuer({ algorithm: 'RS256', now: () => NOW });
const holder = await createHolder();

async function accept(api: ApiClient, request: ResourceRequest): Promise<void> {
  const result = await api.admit(request);
  if (!result.ok) throw result.error;
}

function clientOf(options: Partial<ApiClientOptions>, of = issuer): ApiClient {
  return new ApiClient({
    issuer: of.issuer,
    audience: AUDIENCE,
    fetch: of.fetch,
    now: () => NOW,
    ...options,
  } as ApiClientOptions);
}

test('the first request of all asks for the metadata and for the keys, once each', async () => {
  const api = clientOf({});
  const token = await issuer.mint({ audience: AUDIENCE });
  const before = issuer.requests.length;
  await accept(api, withToken(token));
  expect(issuer.requests.length - before).toBe(2);
  await accept(api, withToken(await issuer.mint({ audience: AUDIENCE })));
  await accept(api, withToken(token));
  expect(issuer.requests.length - before).toBe(2);
});

const store = { add: (): Promise<boolean> => Promise.resolve(true) };
const PROVEN: readonly [id: string, dpop: ApiClientOptions['dpop'], cost: Counts][] = [
  // The array is the one that the key of the used proof is put together in.
  ['with the default store', {}, { URL: 1, Uint8Array: 1, verify: 1 }],
  ['with nonces', { nonce: { secret: ['a', 'b'] } }, { URL: 1, Uint8Array: 1, verify: 1 }],
  [
    'with a store that answers later, such as Redis',
    { replay: store },
    { URL: 1, Uint8Array: 1, timer: 1, verify: 1 },
  ],
];

test.each(PROVEN)('a known client and token, a new proof, %s', async (_id, dpop, cost) => {
  const api = clientOf({ dpop }, proofIssuer);
  const token = await mintBound(holder);
  const authorization = `DPoP ${token}`;
  let nonce: string | undefined;
  const make = async (): Promise<ResourceRequest> => ({
    method: 'GET',
    url: `${AUDIENCE}/orders`,
    headers: { authorization, dpop: await makeProof(holder, token, { nonce }) },
  });
  const asked = await api.authenticate(await make());
  nonce = asked.ok ? undefined : asked.response.headers['dpop-nonce'];
  for (let round = 0; round < 3; round += 1) await accept(api, await make());
  const request = await make();
  expect(await costOf(() => accept(api, request))).toEqual(cost);
});

test('a new bearer token makes no array of its own, no URL and no timer', async () => {
  const api = clientOf({});
  const fresh = await Promise.all(
    Array.from({ length: 4 }, () => issuer.mint({ audience: AUDIENCE })),
  );
  await accept(api, withToken(fresh[0] as string));
  for (const token of fresh.slice(1)) {
    const cost = await costOf(() => accept(api, withToken(token)));
    expect(cost).toEqual({ verify: 1 });
  }
});

test('a remembered token of a Node request reads two fields and makes no URL', async () => {
  const api = clientOf({});
  const token = await issuer.mint({ audience: AUDIENCE });
  const raw = ['Host', 'api.test', 'Authorization', `Bearer ${token}`, 'Accept', '*/*'];
  const request = nodeRequest('GET', raw, () => {
    throw new Error('Nobody needs the URL.');
  });
  const read = vi.spyOn(request as Required<ResourceRequest>, 'fieldValues');
  const all = vi.spyOn(request, 'headers', 'get');
  for (let round = 0; round < 3; round += 1) await accept(api, request);
  read.mockClear();
  expect(await costOf(() => accept(api, request))).toEqual({});
  expect(read.mock.calls.flat()).toEqual(['authorization', 'dpop']);
  expect(all).not.toHaveBeenCalled();
});
