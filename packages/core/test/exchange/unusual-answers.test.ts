import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/index.ts';
import { createExchange, EXCHANGES, errorOf, goodAnswer } from './setting.ts';

const MIB = 1024 * 1024;

async function expectCode(fetch: typeof globalThis.fetch, code: string): Promise<void> {
  const { issuer } = await createExchange();
  const { api } = await createExchange({
    client: {
      fetch: (input: string, init?: RequestInit) =>
        input === issuer.metadata.token_endpoint ? fetch(input, init) : issuer.fetch(input, init),
    },
  });
  for (const { call } of EXCHANGES) {
    const error = await errorOf(call(api));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code, statusCode: 502 });
  }
}

describe('redirects that fetch followed or hid', () => {
  const FACTS: readonly (readonly [id: string, facts: object])[] = [
    ['one that was followed', { redirected: true }],
    ['an opaque one, as browsers and workerd answer', { type: 'opaqueredirect', status: 0 }],
  ];
  test.each(FACTS)('%s is invalid_response', (_, facts) =>
    expectCode(async () => {
      const response = goodAnswer();
      for (const [name, value] of Object.entries(facts)) {
        Object.defineProperty(response, name, { value });
      }
      return response;
    }, 'invalid_response'),
  );
});

describe('the size of an answer', () => {
  const padded = (size: number): string => '{"access_token":"a"}'.padEnd(size);

  test('1 MiB is read', async () => {
    const { api } = await createExchange({ answer: () => new Response(padded(MIB)) });
    for (const { call } of EXCHANGES) expect(await call(api)).toMatchObject({ accessToken: 'a' });
  });

  test.each([200, 201, 302, 400, 500])('%i with one octet more is invalid_response', (status) =>
    expectCode(
      async () =>
        new Response(padded(MIB + 1), { status, headers: { 'content-type': 'application/json' } }),
      'invalid_response',
    ),
  );

  test('what content-length says is not believed', () =>
    expectCode(
      async () => new Response(padded(MIB + 1), { headers: { 'content-length': '10' } }),
      'invalid_response',
    ));

  test('a body without end is left', async () => {
    let pulled = 0;
    await expectCode(async () => {
      const endless = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          pulled += 1;
          controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        },
      });
      return new Response(endless);
    }, 'invalid_response');
    expect(pulled).toBeLessThan(EXCHANGES.length * 20);
  });
});

describe('a fetch that breaks', () => {
  const broken = (error: unknown): Response =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(error) }));
  const ROWS: readonly (readonly [id: string, fetch: () => unknown])[] = [
    ['rejects', () => Promise.reject(new TypeError('fetch failed'))],
    ['rejects with nothing', () => Promise.reject(undefined)],
    ['rejects with a string', () => Promise.reject('offline')],
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    ['answers nothing', () => Promise.resolve(undefined)],
    ['answers an error', () => Promise.resolve(Response.error())],
    ['aborts by itself', () => Promise.reject(new DOMException('over', 'TimeoutError'))],
    ['breaks off in the body', () => Promise.resolve(broken(new TypeError('terminated')))],
    ['breaks off in the body with nothing', () => Promise.resolve(broken(undefined))],
  ];
  test.each(ROWS)('%s', async (id, fetch) => {
    // A response of type error has the status 0, which no server can send.
    const code = id === 'answers an error' ? 'invalid_response' : 'network_error';
    await expectCode(fetch as typeof globalThis.fetch, code);
  });

  test('the cause holds the message and the codes, which say why', async () => {
    const cause = Object.assign(new Error('unseen'), { code: 'ECONNREFUSED' });
    const { issuer } = await createExchange();
    const { api } = await createExchange({
      client: {
        fetch: (input: string, init?: RequestInit) =>
          input === issuer.metadata.token_endpoint
            ? Promise.reject(new TypeError('fetch failed', { cause }))
            : issuer.fetch(input, init),
      },
    });
    for (const { call } of EXCHANGES) {
      const error = await errorOf(call(api));
      expect(error.message).toBe('The token endpoint cannot be reached.');
      expect(error.cause).toEqual(new Error('fetch failed, ECONNREFUSED'));
    }
  });
});
