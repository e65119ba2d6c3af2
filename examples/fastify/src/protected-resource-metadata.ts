import type { ApiClient } from '@holdfast/auth-core';
import type { onRequestAsyncHookHandler } from 'fastify';
import { send } from './answer.ts';

/**
 * Makes the `onRequest` hook that serves the protected resource metadata at its well-known path, without a
 * token. A hook of the whole app sees requests that no route takes, so no route is needed.
 *
 * @param api a client whose option `resourceMetadata` is an object
 * @returns a hook that answers GET, HEAD and OPTIONS of that path and lets every other request go on
 * @throws {ConfigurationError} when the client has no document to serve
 * @example app.addHook('onRequest', protectedResourceMetadata(api));
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.1
 */
export function protectedResourceMetadata<TClaims>(
  api: ApiClient<TClaims>,
): onRequestAsyncHookHandler {
  const answer = api.metadata();
  return async ({ method, originalUrl }, reply) => {
    const found = answer({ method, url: originalUrl });
    if (found === undefined) return;
    send(reply, found);
    return reply;
  };
}
