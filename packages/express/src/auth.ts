import type {
  AdapterOptions,
  Admitted,
  ApiClient,
  ApiClientOptions,
  Refused,
} from '@holdfast/auth-core';
import { adapterSetup, thrownError } from '@holdfast/auth-core';
import type { RequestHandler } from 'express';
import { contextOf, setContext } from './context.ts';
import type { OnError } from './refuse.ts';
import { refuseWith, writeHeaders } from './refuse.ts';
import { resourceRequest } from './resource-request.ts';

/** Options of `auth()` besides those of the client. */
export type AuthOptions = AdapterOptions<OnError>;

/**
 * Makes the middleware that lets only authenticated requests go on and leaves the caller in
 * `req.auth` (see `getAuth`). A refused request gets the answer of RFC 6750 section 3; an error
 * that is no refusal goes to Express' own error handling.
 *
 * @param client an `ApiClient`, or the options to make one from
 * @param options `required: false` lets requests without credentials go on; `preflight: "refuse"`
 * holds CORS preflights to credentials too, which go on without a caller otherwise; `onError` answers refusals
 * @returns the middleware, which lets a request that one of the same client has authenticated go on as it is
 * @throws {ConfigurationError} for wrong options, those of the client included
 * @example app.use(auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }));
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function auth<TClaims>(
  client: ApiClient<TClaims> | ApiClientOptions<TClaims>,
  options: AuthOptions = {},
): RequestHandler {
  const { api, admission, onError } = adapterSetup(client, options);
  const refuse = refuseWith(onError);
  return (req, res, next) => {
    const earlier = contextOf(req);
    if (earlier?.auth !== undefined && earlier.api === api) return next();
    const request = resourceRequest(req);
    const settle = (result: Admitted<unknown> | Refused): void => {
      if (result.ok) {
        writeHeaders(res, result.headers);
        setContext(req, { api, request, auth: result.auth, refuse });
        next();
      } else refuse(result, req, res, next);
    };
    const result = api.admit(request, admission);
    if ('then' in result) result.then(settle).catch((cause: unknown) => next(thrownError(cause)));
    else settle(result);
  };
}
