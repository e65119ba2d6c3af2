import { VerifyAccessTokenError } from './refusal/errors.ts';
import type { AuthInfo } from './request/auth-info.ts';
import { systemClock } from './request/system-clock.ts';

// The longest delay that timers take, in milliseconds; a longer one would fire at once.
const MAX_DELAY = 2 ** 31 - 1;

/**
 * Gives a signal that aborts when a token runs out, to end a stream or a socket with it. The clock
 * is read once; the tolerance that verification allows is not added.
 *
 * @param auth the verified caller; only `expiresAt` (seconds since the epoch) is read
 * @param options `now`: the clock in seconds since the epoch, by default the system's
 * @returns a signal whose `reason` is a `VerifyAccessTokenError` with the reason `expired`; aborted
 * already where the token has run out. Its timer does not keep a Node process running.
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4
 */
export function expirySignal(
  auth: Pick<AuthInfo<unknown>, 'expiresAt'>,
  { now = systemClock }: { readonly now?: (() => number) | undefined } = {},
): AbortSignal {
  const controller = new AbortController();
  const wait = (milliseconds: number): void => {
    if (!(milliseconds > 0)) {
      controller.abort(new VerifyAccessTokenError('expired', { details: { exp: auth.expiresAt } }));
      return;
    }
    const delay = Math.min(milliseconds, MAX_DELAY);
    const timer: unknown = setTimeout(() => wait(milliseconds - delay), delay);
    // A browser's or a worker's timer is a number, which holds nothing open.
    if (typeof timer === 'object') (timer as { unref?: () => void }).unref?.();
  };
  wait((auth.expiresAt - now()) * 1000);
  return controller.signal;
}
