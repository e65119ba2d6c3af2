import type {
  AccessTokenClaims,
  ApiClient,
  ApiClientOptions,
  AuthInfo,
  Guards,
} from '@holdfast/auth-core';
import {
  adapterSetup,
  adaptGuards,
  ConfigurationError,
  guardWithoutAuthentication,
} from '@holdfast/auth-core';
import type { TRPCMiddlewareFunction } from '@trpc/server';
import type { CreateContextOptions } from './channel.ts';
import type { AuthContext } from './context.ts';
import { createContext, stateOf } from './context.ts';
import { endStream } from './end-stream.ts';
import { trpcErrorOf } from './trpc-error.ts';

/** Options of `trpcAuth()` besides those of the client. */
export interface TrpcAuthOptions<TRequired extends boolean = boolean> {
  /** False lets a request without an `Authorization` field go on. Wrong credentials are refused all the same. Default true. */
  readonly required?: TRequired | undefined;
}

/** A middleware for any router whose context includes `AuthContext`; `TAdded` is what it adds to that. */
export type AuthMiddleware<TAdded extends object, TContext = AuthContext> = TRPCMiddlewareFunction<
  TContext,
  unknown,
  object,
  TAdded,
  unknown
>;

/** A guard: a middleware to stand behind `authenticated`. */
export type GuardMiddleware = AuthMiddleware<object, AuthContext & { readonly auth: unknown }>;

/** What `trpcAuth()` gives: the context, the authentication, and the guards to stand behind it. */
export interface TrpcAuth<TClaims = AccessTokenClaims, TRequired extends boolean = true>
  extends Guards<GuardMiddleware> {
  /** Makes the part of the context that the middlewares work with: `(opts) => ({ ...createContext(opts), db })`. */
  readonly createContext: (options: CreateContextOptions) => AuthContext;
  /** Lets authenticated callers go on, with the caller in `ctx.auth`: `t.procedure.use(authenticated)`. */
  readonly authenticated: AuthMiddleware<{
    auth: TRequired extends true ? AuthInfo<TClaims> : AuthInfo<TClaims> | undefined;
  }>;
}

/**
 * Makes what protects tRPC procedures. A request is authenticated once, when the first protected procedure asks. A
 * refusal is a `TRPCError` with the `AuthError` as its `cause`, and puts its challenge on the HTTP answer (RFC 6750
 * section 3); any other error is INTERNAL_SERVER_ERROR without details. What a procedure gives as a stream itself,
 * a subscription for instance, and WebSocket connections end with the token. Not checked: streams and promises inside of a
 * result, which go on after it; tokens in `connectionParams` of Server-Sent Events, which travel in the URL.
 *
 * @param client an `ApiClient`, or the options to make one from
 * @param options `required: false` lets requests without credentials go on
 * @throws {ConfigurationError} for wrong options, those of the client included
 * @example
 * const { createContext, authenticated, requiredScopes } = trpcAuth(api);
 * const t = initTRPC.context<ReturnType<typeof createContext>>().create();
 * const protectedProcedure = t.procedure.use(authenticated);
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function trpcAuth<TClaims = AccessTokenClaims, TRequired extends boolean = true>(
  client: ApiClient<TClaims> | ApiClientOptions<TClaims>,
  options: TrpcAuthOptions<TRequired> = {},
): TrpcAuth<TClaims, TRequired> {
  const { api, admission, onError } = adapterSetup(client, options);
  const { required = true, preflight } = admission;
  if (onError !== undefined || preflight !== undefined) {
    throw new ConfigurationError(
      "trpcAuth() takes the option required alone: errors go to tRPC's onError, and no preflight reaches a procedure.",
    );
  }
  const authenticated: AuthMiddleware<{ auth: unknown }> = async ({ ctx, next }) => {
    const { exchange, caller } = await sealed(async () => {
      const { exchange } = stateOf(ctx);
      return { exchange, caller: await exchange.authenticate(api, required) };
    });
    const { auth } = caller;
    const result = await next({ ctx: { auth, holdfast: { exchange, caller } } });
    if (auth === undefined || !result.ok) return result;
    const data = await sealed(() => endStream(result.data, () => exchange.expiry({ api, auth })));
    return { ...result, data };
  };
  const guards = adaptGuards<GuardMiddleware>((guard) => async ({ ctx, next }) => {
    await sealed(() => {
      const { exchange, caller } = stateOf(ctx);
      if (caller === undefined) throw guardWithoutAuthentication();
      const error = exchange.refusal(guard, caller);
      if (error) throw error;
    });
    return next();
  });
  return {
    ...guards,
    createContext,
    authenticated: authenticated as TrpcAuth<TClaims, TRequired>['authenticated'],
  };
}

async function sealed<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw trpcErrorOf(cause);
  }
}
