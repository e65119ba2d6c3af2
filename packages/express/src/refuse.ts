import type { AuthError, Refused } from '@holdfast/auth-core';
import { mergeHeader, thrownError } from '@holdfast/auth-core';
import type { NextFunction, Request, Response } from 'express';

/**
 * Answers a refused request, those that guards refuse too, in place of the default answer. `api.refusal(error, req)`
 * gives that, and `error.headers` the challenge. The request cannot go on: `next()` hands the error to Express, and so
 * does what the function throws or rejects with, as an error of the application: 500.
 */
export type OnError = (
  error: AuthError,
  req: Request,
  res: Response,
  next: NextFunction,
) => void | Promise<void>;

/** Answers a refused request. */
export type Refuse = (refused: Refused, req: Request, res: Response, next: NextFunction) => void;

/** Makes the function that answers: the given one, or one that writes the core's answer as it is. */
export function refuseWith(onError: OnError | undefined): Refuse {
  return ({ error, response }, req, res, next) => {
    if (onError) {
      // A refused request never goes on: next() without an error means next(error).
      const stop: NextFunction = (cause?: unknown) =>
        next(typeof cause === 'object' && cause !== null ? cause : error);
      // What onError throws, or rejects with, is an error of the application like any other.
      const answer = async (): Promise<void> => onError(error, req, res, stop);
      answer().catch((cause: unknown) => next(thrownError(cause)));
      return;
    }
    res.statusCode = response.status;
    writeHeaders(res, response.headers);
    res.end(response.body);
  };
}

/** Writes the core's header fields, keeping what the application has put into lists. */
export function writeHeaders(res: Response, headers: Readonly<Record<string, string>>): void {
  for (const name in headers) {
    res.setHeader(name, mergeHeader(name, res.getHeader(name), headers[name] as string));
  }
}
