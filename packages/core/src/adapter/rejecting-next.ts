import type { AuthError } from '../refusal/errors.ts';

/**
 * For adapters of frameworks whose `next()` gives a promise: makes the `next` that `onError` gets. A refused request never
 * goes on, so this one rejects, and what is returned or awaited reaches the framework's error handling.
 *
 * @param error the refusal
 * @returns the function; each call gives a promise that rejects with the refusal
 */
export function rejectingNext(error: AuthError): () => Promise<never> {
  return () => {
    const stopped = Promise.reject(error);
    // Whoever calls next() without waiting has answered otherwise; that ends no process.
    stopped.catch(() => {});
    return stopped;
  };
}
