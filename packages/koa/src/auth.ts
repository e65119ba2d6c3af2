import type {
  AccessTokenClaims,
  AdapterOptions,
  Admitted,
  ApiClient,
  ApiClientOptions,
  AuthInfo,
  Refused,
} from '@holdfast/auth-core';
import { adapterSetup } from '@holdfast/auth-core';
import type { Middleware } from 'koa';
import { writeHeaders } from './answer.ts';
import { contextOf, setContext } from './context.ts';
import type { OnError } from './refuse.ts';
import { refuseWith } from './refuse.ts';
import { resourceRequest } from './resource-request.ts';

/** Options of `auth()` besides those of the client. */
export type AuthOptions<TRequired extends boolean = boolean> = AdapterOptions<OnError> & {
  readonly required?: TRequired | undefined;
};

/**
 * The state that `auth()` sets: the caller, also undefined where credentials are not required. On a CORS preflight that
 * passes (`preflight: 'pass'`, the default) it is undefined at run time, which the type does not say.
 */
export interface AuthState<TClaims = AccessTokenClaims, TRequired extends boolean = true> {
  auth: AuthInfo<TClaims> | (false extends TRequired ? undefined : never);
}

/**
 * Makes the middleware that lets only authenticated requests go on and leaves the caller in
 * `ctx.state.auth`, its claims typed by the client's schema. A refused request gets the answer of
 * RFC 6750 section 3; an error that is no refusal goes to Koa's own error handling.
 *
 * @param client an `ApiClient`, or the options to make one from
 * @param options `required: false` lets requests without credentials go on; `preflight: "refuse"`
 * holds CORS preflights to credentials too, which go on without a caller otherwise; `onError` answers refusals
 * @returns the middleware, which lets a request that one of the same client has authenticated go on as it is
 * @throws {ConfigurationError} for wrong options, those of the client included
 * @example app.use(auth({ domain: 'tenant.eu.auth0.com', audience: 'https://api.example.com' }));
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function auth<TClaims = AccessTokenClaims, TRequired extends boolean = true>(
  client: ApiClient<TClaims> | ApiClientOptions<TClaims>,
  options: AuthOptions<TRequired> = {},
): Middleware<AuthState<TClaims, TRequired>> {
  const { api, admission, onError } = adapterSetup(client, options);
  const refuse = refuseWith(onError);
  // No async function: it would cost a remembered token a promise and three turns, 1 to 3 us in a server of Koa.
  return (ctx, next) => {
    const earlier = contextOf(ctx);
    if (earlier?.auth !== undefined && earlier.api === api) return next();
    const request = resourceRequest(ctx);
    const settle = (result: Admitted<TClaims> | Refused): Promise<unknown> => {
      if (!result.ok) return refuse(result, ctx);
      writeHeaders(ctx, result.headers);
      setContext(ctx, { api, request, auth: result.auth, refuse });
      return next();
    };
    const admitted = api.admit(request, admission);
    return 'then' in admitted ? admitted.then(settle) : settle(admitted);
  };
}
