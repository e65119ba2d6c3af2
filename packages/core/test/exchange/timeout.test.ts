import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settle } from '../protected-api.ts';
import { createExchange, EXCHANGES, errorOf } from './setting.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = (): Promise<never> => new Promise(() => {});
const HANGS: readonly (readonly [id: string, answer: () => Response | Promise<Response>])[] = [
  ['before the headers', never],
  ['in the body', () => new Response(new ReadableStream({ pull: never }))],
  [
    'in the middle of the body',
    () => {
      const chunks = [new TextEncoder().encode('{"access_token":"a"')];
      const pull = (controller: ReadableStreamDefaultController): Promise<void> | void => {
        const chunk = chunks.pop();
        return chunk ? controller.enqueue(chunk) : never();
      };
      return new Response(new ReadableStream({ pull }));
    },
  ],
  [
    'in the body of an error',
    () => new Response(new ReadableStream({ pull: never }), { status: 500 }),
  ],
];

for (const { method, call } of EXCHANGES) {
  describe(`${method}: a server that hangs`, () => {
    for (const [id, answer] of HANGS) {
      for (const timeout of [undefined, 3, 0.5]) {
        test(`${id}, timeout ${timeout ?? 'by default'}`, async () => {
          const signals: (AbortSignal | null | undefined)[] = [];
          const { issuer } = await createExchange();
          const { api } = await createExchange({
            client: {
              timeout,
              // Nothing here honours the signal.
              fetch: (input: string, init?: RequestInit) => {
                if (input !== issuer.metadata.token_endpoint) return issuer.fetch(input, init);
                signals.push(init?.signal);
                return Promise.resolve(answer());
              },
            },
          });
          const failed = errorOf(call(api));
          const done = vi.fn();
          void failed.then(done);
          const milliseconds = (timeout ?? 10) * 1000;
          await settle();
          await vi.advanceTimersByTimeAsync(milliseconds - 1);
          await settle();
          expect(done).not.toHaveBeenCalled();
          expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
          await vi.advanceTimersByTimeAsync(1);
          const error = await failed;
          expect(error.cause).toBeUndefined();
          expect(error).toMatchObject({
            name: 'ApiError',
            code: 'timeout_error',
            statusCode: 504,
            message: `No complete answer within ${timeout ?? 10} s.`,
          });
          expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
          expect(vi.getTimerCount()).toBe(0);
        });
      }
    }
  });
}

test('no timer is left behind by a good exchange or a refused one', async () => {
  for (const status of [200, 400]) {
    const { api } = await createExchange({
      answer: () => Response.json({ access_token: 'a' }, { status }),
    });
    for (const { call } of EXCHANGES) await call(api).catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
  }
});
