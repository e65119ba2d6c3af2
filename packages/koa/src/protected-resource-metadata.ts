import type { ApiClient } from '@holdfast/auth-core';
import type { Middleware } from 'koa';
import { answerWith } from './answer.ts';

/**
 * Makes the middleware that serves the protected resource metadata at its well-known path, without a token: to stand
 * before `auth()`.
 *
 * @param api a client whose option `resourceMetadata` is an object
 * @returns a middleware that answers GET, HEAD and OPTIONS of that path and lets every other request go on
 * @throws {ConfigurationError} when the client has no document to serve
 * @example app.use(protectedResourceMetadata(api));
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.1
 */
export function protectedResourceMetadata<TClaims>(api: ApiClient<TClaims>): Middleware {
  const answer = api.metadata();
  return async (ctx, next) => {
    const found = answer({ method: ctx.method, url: ctx.originalUrl });
    if (found === undefined) return next();
    answerWith(ctx, found);
  };
}
