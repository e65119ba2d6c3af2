import { createTestIssuer } from '@holdfast/auth-testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ResourceRequest } from '../src/index.ts';
import { ApiClient } from '../src/index.ts';
import { createHolder, makeProof, mintBound, issuer as proofIssuer } from './dpop/setting.ts';
import { AUDIENCE, NOW, withToken } from './protected-api.ts';

/**
 * What an accepted request may cost, as exact numbers of calls, so that none comes back unnoticed:
 * the regression gate of the speed that `bench` measures. A number may go down; one that goes up needs a reason.
 */
type Calls = Readonly<Record<string, number>>;

const CRYPTO = ['verify', 'importKey', 'digest', 'sign', 'exportKey'] as const;

/** How often what is injected was called. */
interface Injected {
  now: number;
  fetch: number;
}

/** Counts the calls within `action`; what is not called is left out. */
async function callsOf(injected: Injected, action: () => unknown): Promise<Calls> {
  const spies = {
    ...Object.fromEntries(CRYPTO.map((name) => [name, vi.spyOn(crypto.subtle, name)])),
    parse: vi.spyOn(JSON, 'parse'),
    stringify: vi.spyOn(JSON, 'stringify'),
    atob: vi.spyOn(globalThis, 'atob'),
    btoa: vi.spyOn(globalThis, 'btoa'),
    encode: vi.spyOn(TextEncoder.prototype, 'encode'),
    encodeInto: vi.spyOn(TextEncoder.prototype, 'encodeInto'),
    decode: vi.spyOn(TextDecoder.prototype, 'decode'),
    // Every use of a regular expression comes here while it is watched, those of a string's methods too.
    exec: vi.spyOn(RegExp.prototype, 'exec'),
    setTimeout: vi.spyOn(globalThis, 'setTimeout'),
  };
  injected.now = 0;
  injected.fetch = 0;
  await action();
  const counts = Object.entries(spies).map(([name, spy]) => [name, spy.mock.calls.length] as const);
  counts.push(...Object.entries(injected));
  vi.restoreAllMocks();
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

afterEach(() => {
  vi.restoreAllMocks();
});

const issuer = await createTestIssuer({ algorithm: 'RS256', now: () => NOW });
const holder = await createHolder();

/** A client whose issuer is asked over the network, once; both network and clock count how often they are used. */
function createClient(of: typeof issuer): { api: ApiClient; injected: Injected } {
  const injected = { now: 0, fetch: 0 };
  const api = new ApiClient({
    issuer: of.issuer,
    audience: AUDIENCE,
    fetch: (...request) => {
      injected.fetch += 1;
      return of.fetch(...request);
    },
    now: () => {
      injected.now += 1;
      return NOW;
    },
  });
  return { api, injected };
}

async function accept(api: ApiClient, request: ResourceRequest): Promise<void> {
  const result = await api.admit(request);
  if (!result.ok) throw result.error;
}

async function proof(token: string): Promise<ResourceRequest> {
  const authorization = `DPoP ${token}`;
  return {
    method: 'GET',
    url: `${AUDIENCE}/orders`,
    headers: { authorization, dpop: await makeProof(holder, token) },
  };
}

const BEARER: { id: string; sent: number; fresh: boolean; calls: Calls }[] = [
  {
    id: 'a new token of a known issuer',
    sent: 1,
    fresh: true,
    calls: { verify: 1, parse: 1, decode: 1, encodeInto: 2, now: 2 },
  },
  {
    id: 'a token the second time, which is read again',
    sent: 1,
    fresh: false,
    calls: { parse: 1, decode: 1, encodeInto: 2, now: 1 },
  },
  { id: 'a token the third time', sent: 2, fresh: false, calls: { now: 1 } },
];

describe('an accepted bearer token', () => {
  test.each(BEARER)('$id', async ({ sent, fresh, calls }) => {
    const { api, injected } = createClient(issuer);
    const token = await issuer.mint({ audience: AUDIENCE });
    for (let count = 0; count < sent; count += 1) await accept(api, withToken(token));
    const next = fresh ? await issuer.mint({ audience: AUDIENCE }) : token;
    const request = withToken(next);
    expect(await callsOf(injected, () => accept(api, request))).toEqual(calls);
  });

  test('a remembered one is answered in the same tick', async () => {
    const { api } = createClient(issuer);
    const token = await issuer.mint({ audience: AUDIENCE });
    expect(api.admit(withToken(token))).toBeInstanceOf(Promise);
    await accept(api, withToken(token));
    expect(api.admit(withToken(token))).toMatchObject({ ok: true, auth: { token } });
  });
});

const PROVEN: { id: string; fresh: boolean; calls: Calls }[] = [
  {
    id: 'a known client, a known token, a new proof',
    fresh: false,
    calls: { verify: 1, parse: 1, decode: 2, encodeInto: 2, exec: 5, now: 4 },
  },
  {
    id: 'a known client, a new token, a new proof',
    fresh: true,
    calls: {
      verify: 2,
      digest: 1,
      parse: 2,
      decode: 4,
      encodeInto: 5,
      exec: 5,
      now: 5,
    },
  },
];

describe('an accepted proof', () => {
  test.each(PROVEN)('$id', async ({ fresh, calls }) => {
    const { api, injected } = createClient(proofIssuer);
    const known = await mintBound(holder);
    for (let count = 0; count < 3; count += 1) await accept(api, await proof(known));
    const request = await proof(fresh ? await mintBound(holder) : known);
    expect(await callsOf(injected, () => accept(api, request))).toEqual(calls);
  });
});
