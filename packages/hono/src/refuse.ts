import type { AuthError, Refused } from '@holdfast/auth-core';
import { rejectingNext } from '@holdfast/auth-core';
import type { Context } from 'hono';
import { answerWith } from './answer.ts';

/**
 * Answers a refused request, those that guards refuse too, in place of the default answer.
 * `api.refusal(error, c.req.raw)` gives that, and `error.headers` the challenge. The request cannot go on: `next()`
 * rejects with the error, which Hono hands to `app.onError`. What the function throws or rejects with goes there too, as
 * an error of the application: 500.
 */
export type OnError = (
  error: AuthError,
  c: Context,
  next: () => Promise<never>,
) => Response | Promise<Response>;

/** Answers a refused request. */
export type Refuse = (refused: Refused, c: Context) => Promise<Response>;

/** Makes the function that answers: the given one, or one that writes the core's answer as it is. */
export function refuseWith(onError: OnError | undefined): Refuse {
  return async ({ error, response }, c) => {
    if (!onError) return answerWith(c, response);
    return onError(error, c, rejectingNext(error));
  };
}
