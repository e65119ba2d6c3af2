import type { AdapterOptions, ApiClient, ApiClientOptions } from '@holdfast/auth-core';
import { adapterSetup } from '@holdfast/auth-core';
import type { onRequestAsyncHookHandler } from 'fastify';
import { setHeaders } from './answer.ts';
import { contextOf, setContext } from './context.ts';
import type { OnError } from './refuse.ts';
import { refuseWith } from './refuse.ts';
import { resourceRequest } from './resource-request.ts';

/** Options of `auth()` besides those of the client. */
export type AuthOptions = AdapterOptions<OnError>;

/**
 * Makes the `onRequest` hook that lets only authenticated requests go on and leaves the caller for
 * `getAuth`. A refused request gets the answer of RFC 6750 section 3; an error that is no refusal goes to
 * Fastify's error handler.
 *
 * @param client an `ApiClient`, or the options to make one from
 * @param options `required: false` lets requests without credentials go on; `preflight: "refuse"`
 * holds CORS preflights to credentials too; `onError` answers refusals
 * @throws {ConfigurationError} for wrong options, those of the client included
 * @example app.addHook('onRequest', auth(api));
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function auth<TClaims>(
  client: ApiClient<TClaims> | ApiClientOptions<TClaims>,
  options: AuthOptions = {},
): onRequestAsyncHookHandler {
  const { api, admission, onError } = adapterSetup(client, options);
  const refuse = refuseWith(onError);
  return async (request, reply) => {
    // A second look at the same proof would take it for a replay.
    const earlier = contextOf(request);
    if (earlier?.auth !== undefined && earlier.api === api) return;
    const asked = resourceRequest(request);
    const result = await api.admit(asked, admission);
    if (!result.ok) return refuse(result, request, reply);
    setHeaders(reply, result.headers);
    setContext(request, { api, request: asked, auth: result.auth, refuse });
  };
}
