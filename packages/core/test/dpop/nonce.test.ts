import { describe, expect, test, vi } from 'vitest';
import type { ApiClient, DpopNonceOptions, ReplayStore, ResourceRequest } from '../../src/index.ts';
import { UseDpopNonceError } from '../../src/index.ts';
import { expectAccepted, expectRefused } from './expectations.ts';
import type { Clock } from './setting.ts';
import {
  createApi,
  createClock,
  createHolder,
  makeProof,
  mintBound,
  NOW,
  proven,
} from './setting.ts';

const holder = await createHolder();
const token = await mintBound(holder, { exp: NOW + 1e6 });
const SECRET = 'the secret of these tests, of more than 32 octets';
const CHALLENGE = 'DPoP %, algs="ES256"';

function createNode(clock: Clock, nonce: Partial<DpopNonceOptions> = {}): ApiClient {
  return createApi({ now: clock.now, dpop: { nonce: { secret: SECRET, ...nonce } } });
}

async function requestAt(
  time: number,
  nonce: unknown,
  headers: ResourceRequest['headers'] = {},
): Promise<ResourceRequest> {
  const proof = await makeProof(holder, token, { claims: { iat: time, nonce } });
  return proven(token, proof, { headers });
}

/** The nonce that a client hands out at this moment. */
async function issuedBy(api: ApiClient, clock: Clock): Promise<string> {
  const result = await api.authenticate(await requestAt(clock.now(), undefined));
  return result.ok ? '' : (result.response.headers['dpop-nonce'] ?? '');
}

/** What comes of a nonce: refused, accepted, or accepted with a fresh one. */
async function verdict(api: ApiClient, clock: Clock, nonce: unknown): Promise<string> {
  const result = await api.authenticate(await requestAt(clock.now(), nonce));
  if (!result.ok) return result.error.reason;
  return 'dpop-nonce' in result.headers ? 'refreshed' : 'accepted';
}

describe('RFC 9449 section 9: a proof without a good nonce', () => {
  const clock = createClock();
  const FORGED: { id: string; of: (nonce: string) => unknown; reason?: 'missing_nonce' }[] = [
    { id: 'absent', of: () => undefined, reason: 'missing_nonce' },
    { id: 'empty', of: () => '' },
    { id: 'anything', of: () => 'anything' },
    { id: 'with a character more', of: (nonce) => `${nonce}A` },
    { id: 'with a blank', of: (nonce) => `${nonce} ` },
    { id: 'cut', of: (nonce) => nonce.slice(0, -1) },
    { id: 'in lower case', of: (nonce) => nonce.toLowerCase() },
    { id: 'the number of the window', of: () => String(Math.floor(NOW / 300)) },
    { id: 'very long', of: () => 'n'.repeat(4000) },
  ];
  test.each(FORGED)('$id: 401 and the DPoP challenge alone', async ({ of, reason }) => {
    for (const mode of ['allowed', 'required'] as const) {
      const api = createApi({ dpop: { mode, nonce: { secret: SECRET } } });
      const nonce = await issuedBy(api, clock);
      const error = await expectRefused(api, await requestAt(NOW, of(nonce)), {
        kind: 'nonce',
        reason: reason ?? 'unknown_nonce',
        challenge: CHALLENGE,
        headers: { 'dpop-nonce': nonce },
      });
      expect(error).toBeInstanceOf(UseDpopNonceError);
      expect((error as UseDpopNonceError).nonce).toBe(nonce);
    }
  });

  test('from another origin: the answer can be read by the script', async () => {
    const api = createNode(clock);
    const request = await requestAt(NOW, undefined, { origin: 'https://app.test' });
    await expectRefused(api, request, {
      kind: 'nonce',
      reason: 'missing_nonce',
      challenge: CHALLENGE,
      headers: {
        'dpop-nonce': await issuedBy(api, clock),
        'access-control-expose-headers': 'WWW-Authenticate, DPoP-Nonce',
      },
    });
  });

  test('RFC 9449 section 8.1: what is handed out is made of NQCHAR', async () => {
    expect(await issuedBy(createNode(clock), clock)).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]{16,}$/);
  });

  test('Bearer needs none', async () => {
    const api = createApi({ dpop: { mode: 'disabled', nonce: { secret: SECRET } } });
    const headers = { authorization: `Bearer ${token}` };
    const result = await expectAccepted(api, { method: 'GET', url: 'https://x.test/', headers });
    expect(result.headers).not.toHaveProperty('dpop-nonce');
  });

  test('without the option a nonce is not looked at', async () => {
    const { headers } = await expectAccepted(createApi(), await requestAt(NOW, 'anything'));
    expect(headers).not.toHaveProperty('dpop-nonce');
  });

  test('a refused nonce does not use the proof up', async () => {
    const used = new Set<string>();
    const add = vi.fn<ReplayStore['add']>((key) => used.size < used.add(key).size);
    const [a, b] = ['a', 'b'].map((secret) =>
      createApi({ dpop: { nonce: { secret }, replay: { add } } }),
    ) as [ApiClient, ApiClient];
    const request = await requestAt(NOW, await issuedBy(b, clock));
    const refused = await a.authenticate(request);
    expect(refused.ok || refused.error.reason).toBe('unknown_nonce');
    expect(add).not.toHaveBeenCalled();
    await expectAccepted(b, request);
    const again = await b.authenticate(request);
    expect(again.ok || again.error.reason).toBe('replayed');
  });
});

describe('RFC 9449 section 8.2: how long a nonce is good', () => {
  const START = NOW - (NOW % 300);
  const moments = [300, 60, 7].flatMap((maxAge) =>
    [0, 0.001, 0.5, 0.999].map((part) => ({ maxAge, issuedAt: START + maxAge * part })),
  );
  test.each(moments)('maxAge $maxAge, issued at $issuedAt: once to twice that', async (moment) => {
    const { maxAge, issuedAt } = moment;
    const clock = createClock(issuedAt);
    const api = createNode(clock, { maxAge });
    const nonce = await issuedBy(api, clock);
    for (const age of [0, maxAge / 2, maxAge - 0.001, maxAge]) {
      clock.set(issuedAt + age);
      expect(await verdict(api, clock, nonce)).toMatch(/^(accepted|refreshed)$/);
    }
    for (const age of [2 * maxAge, 2 * maxAge + 1, 3 * maxAge, 100 * maxAge]) {
      clock.set(issuedAt + age);
      expect(await verdict(api, clock, nonce)).toBe('unknown_nonce');
    }
  });

  // The windows of 300 s begin at START: what is issued in one is good in the next, and in the one
  // before on a node whose clock is behind.
  const TABLE: [age: number, expected: string][] = [
    [0, 'accepted'],
    [299.999, 'accepted'],
    [300, 'refreshed'],
    [599.999, 'refreshed'],
    [600, 'unknown_nonce'],
    [900, 'unknown_nonce'],
    [-0.001, 'refreshed'],
    [-300, 'refreshed'],
    [-300.001, 'unknown_nonce'],
  ];
  test.each(TABLE)('issued at the start of a window, %d s old: %s', async (age, expected) => {
    const clock = createClock(START);
    const api = createNode(clock);
    const nonce = await issuedBy(api, clock);
    clock.set(START + age);
    expect(await verdict(api, clock, nonce)).toBe(expected);
  });

  test('the fresh nonce is the one that is handed out, and is not refreshed itself', async () => {
    const clock = createClock(START);
    const api = createNode(clock);
    const old = await issuedBy(api, clock);
    clock.set(START + 300);
    const fresh = await issuedBy(api, clock);
    expect(fresh).not.toBe(old);
    const { headers } = await expectAccepted(api, await requestAt(START + 300, old));
    expect(headers).toEqual({
      'cache-control': 'private',
      vary: 'Authorization, DPoP',
      'dpop-nonce': fresh,
    });
    expect(await verdict(api, clock, fresh)).toBe('accepted');
  });

  test('from another origin, a success exposes its fresh nonce, and only then', async () => {
    const clock = createClock(START);
    const api = createNode(clock);
    const nonce = await issuedBy(api, clock);
    const origin = { origin: 'https://app.test' };
    const first = await expectAccepted(api, await requestAt(START, nonce, origin));
    expect(first.headers).not.toHaveProperty('access-control-expose-headers');
    clock.set(START + 300);
    const second = await expectAccepted(api, await requestAt(START + 300, nonce, origin));
    expect(second.headers).toMatchObject({
      'dpop-nonce': await issuedBy(api, clock),
      'access-control-expose-headers': 'WWW-Authenticate, DPoP-Nonce',
    });
  });
});

describe('several nodes, several secrets', () => {
  const clock = createClock();

  test('nodes that share the secret hand out and take the same nonces', async () => {
    const [a, b] = [createNode(clock), createNode(clock)];
    const nonce = await issuedBy(a, clock);
    expect(await issuedBy(b, clock)).toBe(nonce);
    expect(await verdict(b, clock, nonce)).toBe('accepted');
  });

  test('nodes with other secrets do not', async () => {
    const [a, b] = [createNode(clock), createNode(clock, { secret: 'other' })];
    const nonce = await issuedBy(a, clock);
    expect(await issuedBy(b, clock)).not.toBe(nonce);
    expect(await verdict(b, clock, nonce)).toBe('unknown_nonce');
  });

  // Issued under the first secret of `by`, sent to a node with the secrets of `to`.
  const ROTATION: { by: string[]; to: string[]; expected: string }[] = [
    { by: ['old'], to: ['old'], expected: 'accepted' },
    { by: ['old'], to: ['old', 'new'], expected: 'accepted' },
    { by: ['old'], to: ['new', 'old'], expected: 'refreshed' },
    { by: ['old'], to: ['new', 'older', 'old'], expected: 'refreshed' },
    { by: ['old'], to: ['new'], expected: 'unknown_nonce' },
    { by: ['new', 'old'], to: ['old', 'new'], expected: 'refreshed' },
    { by: ['new', 'old'], to: ['new'], expected: 'accepted' },
    { by: ['new', 'old'], to: ['old'], expected: 'unknown_nonce' },
  ];
  test.each(ROTATION)('rotation: of $by at $to: $expected', async ({ by, to, expected }) => {
    const nonce = await issuedBy(createNode(clock, { secret: by }), clock);
    expect(await verdict(createNode(clock, { secret: to }), clock, nonce)).toBe(expected);
    expect(nonce).toBe(await issuedBy(createNode(clock, { secret: by[0] ?? '' }), clock));
  });

  test('the window before is good under every secret', async () => {
    const moving = createClock();
    const nonce = await issuedBy(createNode(moving, { secret: 'old' }), moving);
    const node = createNode(moving, { secret: ['new', 'old'] });
    moving.set(NOW + 300);
    expect(await verdict(node, moving, nonce)).toBe('refreshed');
    moving.set(NOW + 600);
    expect(await verdict(node, moving, nonce)).toBe('unknown_nonce');
  });
});
