const MAX_TIMER = 2 ** 31 - 1;

/** Work took longer than it may. */
export class OutOfTimeError extends Error {
  constructor(timeout: number) {
    super(`No complete answer within ${timeout} s.`);
  }
}

/**
 * Waits for work, but not for longer than it may take: what is injected may never settle.
 *
 * @param timeout seconds
 * @throws what the work rejects with, or an `OutOfTimeError` when the time is over
 */
export async function within<T>(timeout: number, work: PromiseLike<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<never>((_, reject) => {
    const expire = (): void => reject(new OutOfTimeError(timeout));
    timer = setTimeout(expire, Math.min(timeout * 1000, MAX_TIMER));
  });
  try {
    return await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
