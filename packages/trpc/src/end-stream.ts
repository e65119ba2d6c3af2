import { isObservable, observableToAsyncIterable } from '@trpc/server/observable';
import type { Expiry } from './exchange.ts';
import { trpcErrorOf } from './trpc-error.ts';

/**
 * Ends what a procedure streams, a subscription for instance, when the token runs out: with the error that
 * refuses expired tokens.
 *
 * @param data what the procedure gave; what is no stream is given back as it is, whatever is inside of it
 * @param expiryOf tells when the token runs out
 */
export function endStream(data: unknown, expiryOf: () => Expiry): unknown {
  if (isAsyncIterable(data)) return untilExpiry(data, expiryOf());
  if (!isObservable(data)) return data;
  const expiry = expiryOf();
  return untilExpiry(observableToAsyncIterable(data, expiry.signal), expiry);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* untilExpiry<T>(
  source: AsyncIterable<T>,
  { signal, refusal }: Expiry,
): AsyncGenerator<T, unknown> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await beforeAbort(iterator, signal);
      if (step.done) return step.value;
      yield step.value;
    }
  } catch (cause) {
    const expired = refusal();
    throw expired ? trpcErrorOf(expired) : cause;
  } finally {
    const cleanup = iterator.return?.();
    // What the source waits for may never come.
    if (signal.aborted) cleanup?.catch(() => {});
    else await cleanup;
  }
}

// Not Promise.race with one promise for the whole stream, which would keep every value that came.
function beforeAbort<T>(
  iterator: AsyncIterator<T, unknown>,
  signal: AbortSignal,
): Promise<IteratorResult<T, unknown>> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    const settled = (): void => signal.removeEventListener('abort', abort);
    iterator.next().then(resolve, reject).finally(settled);
  });
}
