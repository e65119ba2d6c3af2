import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApiClientOptions, ClaimsSchema, ReplayStore, ResourceRequest } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';
import {
  AUDIENCE,
  createHolder,
  issuer,
  makeProof,
  mintBound,
  NOW,
  proven,
} from './dpop/setting.ts';
import { createStore } from './dpop/uses.ts';
import { withToken } from './protected-api.ts';

// zone.js and bluebird put a `Promise` of their own in place of the global one. What async functions and WebCrypto give
// stays the engine's, and is no instance of it: who asks takes a promise for an answer, and a refusal for none.
beforeEach(() => {
  vi.stubGlobal('Promise', class extends Promise<unknown> {});
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const config = { issuer: issuer.issuer, jwks: issuer.jwks };
const holder = await createHolder();
const bound = await mintBound(holder);
const forged = (token: string): string => `${token.slice(0, -4)}AAAA`;

/** A Standard Schema without a library, which answers by a promise of the engine's. */
const schema: ClaimsSchema = {
  '~standard': {
    version: 1,
    vendor: 'own',
    validate: async (claims) =>
      (claims as { tenant?: unknown }).tenant === 'bad'
        ? { issues: [{ message: 'no' }] }
        : { value: { made: true } },
  },
};

function asynchronous(store: ReplayStore): ReplayStore {
  return { add: async (key, expiresAt) => store.add(key, expiresAt) };
}

interface Row {
  readonly id: string;
  readonly options?: Partial<ApiClientOptions<unknown>> & { readonly issuer?: never };
  readonly request: () => Promise<ResourceRequest>;
  /** The answers to the request and to the same request once more. */
  readonly answers: readonly [first: string, second: string];
}

const ROWS: readonly Row[] = [
  {
    id: 'a good token',
    request: async () => withToken(await issuer.mint()),
    answers: ['ok', 'ok'],
  },
  {
    id: 'a forged token',
    request: async () => withToken(forged(await issuer.mint())),
    answers: ['401 bad_signature', '401 bad_signature'],
  },
  {
    id: 'a token, judged by an asynchronous schema',
    options: { claims: schema },
    request: async () => withToken(await issuer.mint()),
    answers: ['ok', 'ok'],
  },
  {
    id: 'a token that an asynchronous schema refuses',
    options: { claims: schema },
    request: async () => withToken(await issuer.mint({ claims: { tenant: 'bad' } })),
    answers: ['401 claims_rejected', '401 claims_rejected'],
  },
  {
    id: 'a token of an issuer that an asynchronous function names',
    options: { issuer: undefined as never, issuers: async () => [config] },
    request: async () => withToken(await issuer.mint()),
    answers: ['ok', 'ok'],
  },
  {
    id: 'a good proof',
    request: async () => proven(bound, await makeProof(holder, bound)),
    answers: ['ok', '401 replayed'],
  },
  {
    id: 'a good proof, with a store of used ones that is asynchronous',
    options: { dpop: { replay: asynchronous(createStore()) } },
    request: async () => proven(bound, await makeProof(holder, bound)),
    answers: ['ok', '401 replayed'],
  },
  {
    id: 'a proof with a forged token',
    request: async () => proven(forged(bound), await makeProof(holder, forged(bound))),
    answers: ['401 bad_signature', '401 bad_signature'],
  },
  {
    id: 'a proof without the nonce that is asked for',
    options: { dpop: { nonce: { secret: 'a secret of this test, long enough' } } },
    request: async () => proven(bound, await makeProof(holder, bound)),
    answers: ['401 missing_nonce', '401 missing_nonce'],
  },
];

async function answerOf(api: ApiClient<unknown>, request: ResourceRequest): Promise<string> {
  const result = await api.admit(request);
  return result.ok ? 'ok' : `${result.response.status} ${result.error.reason}`;
}

test.each(ROWS)('with another Promise in place of the global one: $id', async (row) => {
  const options = { issuer: config, audience: AUDIENCE, now: () => NOW, ...row.options };
  const api = new ApiClient(options as ApiClientOptions<unknown>);
  const request = await row.request();
  const first = await answerOf(api, request);
  expect([first, await answerOf(api, request)]).toEqual(row.answers);
  const tokenAlone = api.verifyAccessToken(await issuer.mint());
  await expect(tokenAlone).resolves.toMatchObject({ header: { alg: 'ES256' } });
});
