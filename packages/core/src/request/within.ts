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

/**
 * The same, for work that can be told to stop.
 *
 * @param timeout seconds
 * @param work gets a signal that aborts when its time, or the work itself, is over
 * @throws what the work rejects with, or an `OutOfTimeError` when the time is over
 */
export async function withinSignal<T>(
  timeout: number,
  work: (signal: AbortSignal) => PromiseLike<T>,
): Promise<T> {
  const controller = new AbortController();
  try {
    // By a timer besides the signal, because an injected function may not honour that.
    return await within(timeout, work(controller.signal));
  } finally {
    controller.abort();
  }
}
