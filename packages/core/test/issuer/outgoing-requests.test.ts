import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { expectAccepted, expectRefused, settle, withToken } from '../protected-api.ts';
import { createSetting, createWarmSetting } from './setting.ts';

const MIB = 1024 * 1024;
const KEYS_UNAVAILABLE = { status: 503, reason: 'keys_unavailable' } as const;
const METADATA_UNAVAILABLE = { status: 503, reason: 'metadata_unavailable' } as const;

describe('redirects', () => {
  const STATUSES = [301, 302, 303, 307, 308];

  test.each(STATUSES)('pyjwt#1169: keys behind a %i are not fetched', async (status) => {
    const { api, issuer } = await createSetting();
    const headers = { location: 'https://issuer.test/elsewhere' };
    issuer.respond(issuer.jwksUri, () => new Response(null, { status, headers }));
    issuer.respond('/elsewhere', () => Response.json(issuer.jwks));
    const error = await expectRefused(api, withToken(await issuer.mint()), KEYS_UNAVAILABLE);
    expect(error.details).toEqual({ issuer: issuer.issuer, url: issuer.jwksUri, status });
    expect(issuer.requests.map(({ url }) => url)).not.toContain(headers.location);
  });

  test.each(STATUSES)('floci#3743: metadata behind a %i is not fetched', async (status) => {
    const { api, issuer } = await createSetting();
    const headers = { location: 'http://169.254.169.254/latest' };
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      issuer.respond(`/.well-known/${name}`, () => new Response(null, { status, headers }));
    }
    await expectRefused(api, withToken(await issuer.mint()), METADATA_UNAVAILABLE);
    expect(issuer.requests.map(({ url }) => url)).not.toContain(headers.location);
  });

  test('a redirect with a good document in its body is refused', async () => {
    const { api, issuer } = await createSetting();
    issuer.respond(issuer.jwksUri, () => Response.json(issuer.jwks, { status: 302 }));
    await expectRefused(api, withToken(await issuer.mint()), KEYS_UNAVAILABLE);
  });

  test('the answer of a fetch that followed all the same is not used', async () => {
    const { issuer } = await createSetting();
    const { api } = await createSetting({
      fetch: async (input, init) => {
        const response = await issuer.fetch(input, init);
        if (String(input) === issuer.jwksUri) {
          Object.defineProperty(response, 'redirected', { value: true });
        }
        return response;
      },
    });
    await expectRefused(api, withToken(await issuer.mint()), KEYS_UNAVAILABLE);
  });

  test('an opaque redirect, as browsers and workerd answer, is refused', async () => {
    const { issuer } = await createSetting();
    const opaque = { status: 0, type: 'opaqueredirect', redirected: false, body: null };
    const { api } = await createSetting({
      fetch: async (input, init) =>
        String(input) === issuer.jwksUri
          ? (opaque as unknown as Response)
          : issuer.fetch(input, init),
    });
    await expectRefused(api, withToken(await issuer.mint()), KEYS_UNAVAILABLE);
  });

  test('every request asks not to be redirected, and for JSON', async () => {
    const { issuer } = await createSetting();
    const inits: (RequestInit | undefined)[] = [];
    const { api } = await createSetting({
      fetch: (input, init) => {
        inits.push(init);
        return issuer.fetch(input, init);
      },
    });
    await expectAccepted(api, await issuer.mint());
    expect(inits).toHaveLength(2);
    for (const init of inits) {
      expect(init).toMatchObject({ redirect: 'manual', signal: expect.any(AbortSignal) });
      expect(new Headers(init?.headers).get('accept')).toContain('application/json');
      expect(new Headers(init?.headers).has('authorization')).toBe(false);
    }
  });
});

describe('the size of a document', () => {
  function padded(document: object, size: number): string {
    const text = JSON.stringify(document);
    return text + ' '.repeat(size - text.length);
  }

  test('keys of exactly 1 MiB are read', async () => {
    const { api, issuer } = await createSetting();
    issuer.respond(issuer.jwksUri, () => new Response(padded(issuer.jwks, MIB)));
    await expectAccepted(api, await issuer.mint());
  });

  test('keys of one octet more are refused', async () => {
    const { api, issuer } = await createSetting();
    issuer.respond(issuer.jwksUri, () => new Response(padded(issuer.jwks, MIB + 1)));
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'keys_invalid',
    });
  });

  test('metadata of one octet more is refused', async () => {
    const { api, issuer } = await createSetting();
    const body = padded(issuer.metadata, MIB + 1);
    for (const name of ['openid-configuration', 'oauth-authorization-server']) {
      issuer.respond(`/.well-known/${name}`, () => new Response(body));
    }
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'metadata_invalid',
    });
  });

  test('a body without end is left after 1 MiB', async () => {
    const { api, issuer } = await createSetting();
    let pulled = 0;
    const endless = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        },
      });
    issuer.respond(issuer.jwksUri, () => new Response(endless()));
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'keys_invalid',
    });
    await settle();
    expect(pulled).toBeLessThan(32);
  });

  test('what content-length says is not believed', async () => {
    const { api, issuer } = await createSetting();
    const headers = { 'content-length': '10' };
    issuer.respond(issuer.jwksUri, () => new Response(padded(issuer.jwks, MIB + 1), { headers }));
    await expectRefused(api, withToken(await issuer.mint()), {
      status: 503,
      reason: 'keys_invalid',
    });
  });

  test('a character that two chunks share is put together', async () => {
    const { api, issuer } = await createSetting();
    const octets = new TextEncoder().encode(JSON.stringify({ ...issuer.jwks, name: 'Zoë' }));
    issuer.respond(issuer.jwksUri, () => {
      const chunks = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const octet of octets) controller.enqueue(Uint8Array.of(octet));
          controller.close();
        },
      });
      return new Response(chunks);
    });
    await expectAccepted(api, await issuer.mint());
  });
});

describe('the time for a request', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const never = (): Promise<never> => new Promise(() => {});
  const silentBody = (): Response => new Response(new ReadableStream({ pull: never }));
  const HANGS: { title: string; answer: () => Response | Promise<Response> }[] = [
    { title: 'never answers', answer: never },
    { title: 'answers and hangs in the body', answer: silentBody },
  ];

  for (const { title, answer } of HANGS) {
    test(`a server that ${title} is left after 10 s`, async () => {
      const { issuer } = await createSetting();
      let calls = 0;
      const { api } = await createSetting({
        // Without the issuer's own fetch in between, nothing here honours the signal.
        fetch: async () => {
          calls += 1;
          return answer();
        },
      });
      const pending = api.authenticate(withToken(await issuer.mint()));
      const done = vi.fn();
      void pending.then(done);
      await settle();
      await vi.advanceTimersByTimeAsync(9_999);
      await settle();
      expect(done).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(await pending).toMatchObject({
        ok: false,
        error: { statusCode: 503, reason: 'metadata_unavailable' },
      });
      expect(calls).toBe(1);
      expect(vi.getTimerCount()).toBe(0);
    });

    test(`timeout 3: keys of a server that ${title} are left after 3 s`, async () => {
      const { api, issuer } = await createSetting({ timeout: 3 });
      issuer.respond(issuer.jwksUri, answer);
      const pending = api.authenticate(withToken(await issuer.mint()));
      await settle();
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await pending).toMatchObject({
        ok: false,
        error: { statusCode: 503, reason: 'keys_unavailable' },
      });
    });
  }

  test('the request that ran out of time is aborted', async () => {
    const { issuer } = await createSetting();
    const signals: (AbortSignal | null | undefined)[] = [];
    const { api } = await createSetting({
      fetch: (_, init) => {
        signals.push(init?.signal);
        return never();
      },
    });
    const pending = api.authenticate(withToken(await issuer.mint()));
    await settle();
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(10_000);
    await pending;
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
  });

  test('no timer is left behind by a good request', async () => {
    await createWarmSetting();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what fetch may do', () => {
  test.each([
    { title: 'rejects', fetch: () => Promise.reject(new TypeError('fetch failed')) },
    { title: 'rejects with nothing', fetch: () => Promise.reject(undefined) },
    {
      title: 'throws',
      fetch: () => {
        throw new Error('broken');
      },
    },
    { title: 'answers nothing', fetch: () => Promise.resolve(undefined) },
    { title: 'answers an error', fetch: () => Promise.resolve(Response.error()) },
  ])('a fetch that $title is a 503', async ({ fetch: broken }) => {
    const { issuer } = await createSetting();
    const { api } = await createSetting({ fetch: broken as unknown as typeof fetch });
    await expectRefused(api, withToken(await issuer.mint()), METADATA_UNAVAILABLE);
  });

  test('the global fetch is the default, looked up at each call', async () => {
    const { issuer, clock } = await createSetting();
    const { api } = await createSetting({ now: clock.now, fetch: undefined });
    const patched = vi.spyOn(globalThis, 'fetch').mockImplementation(issuer.fetch);
    try {
      await expectAccepted(api, await issuer.mint());
      expect(patched).toHaveBeenCalledTimes(2);
    } finally {
      patched.mockRestore();
    }
  });
});
