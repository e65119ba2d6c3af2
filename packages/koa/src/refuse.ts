import type { AuthError, Refused } from '@holdfast/auth-core';
import { rejectingNext, thrownError } from '@holdfast/auth-core';
import type { Context } from 'koa';
import { answerWith } from './answer.ts';
import type { KoaContext } from './context.ts';

/**
 * Answers a refused request, those that guards refuse too, in place of the default answer. `api.refusal(error, ctx)`
 * gives that, and `error.headers` the challenge. The request cannot go on: `next()` rejects with the error, which Koa
 * answers with its status and header fields, or hands to a middleware that catches. What the function throws or rejects
 * with goes the same way, as an error of the application: 500.
 */
export type OnError = (
  error: AuthError,
  ctx: Context,
  next: () => Promise<never>,
) => void | Promise<void>;

/** Answers a refused request. */
export type Refuse = (refused: Refused, ctx: KoaContext) => Promise<void>;

/** Makes the function that answers: the given one, or one that writes the core's answer as it is. */
export function refuseWith(onError: OnError | undefined): Refuse {
  return async ({ error, response }, ctx) => {
    if (!onError) return answerWith(ctx, response);
    try {
      await onError(error, ctx as Context, rejectingNext(error));
    } catch (cause) {
      // Koa answers nothing at all to a rejection without an error.
      throw thrownError(cause);
    }
  };
}
