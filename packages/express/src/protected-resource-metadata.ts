import type { ApiClient } from '@holdfast/auth-core';
import type { RequestHandler } from 'express';
import { writeHeaders } from './refuse.ts';

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
export function protectedResourceMetadata<TClaims>(api: ApiClient<TClaims>): RequestHandler {
  const answer = api.metadata();
  return (req, res, next) => {
    const found = answer({ method: req.method, url: req.originalUrl });
    if (found === undefined) return next();
    res.statusCode = found.status;
    writeHeaders(res, found.headers);
    res.end(found.body);
  };
}
