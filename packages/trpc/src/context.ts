import type { AccessTokenClaims, ApiClient, AuthInfo } from '@holdfast/auth-core';
import { ConfigurationError, callerOf } from '@holdfast/auth-core';
import type { CreateContextOptions } from './channel.ts';
import { channelOf } from './channel.ts';
import type { Caller } from './exchange.ts';
import { Exchange } from './exchange.ts';

/** What `createContext` gives, and a router's context has to include. */
export interface AuthContext {
  /** For this package alone: `ctx.auth` is what an application looks at. */
  readonly holdfast: CallState;
}

/** How far the authentication of a call has come. */
export interface CallState {
  readonly exchange: Exchange;
  /** Undefined where `authenticated` does not stand before the procedure. */
  readonly caller?: Caller | undefined;
}

/**
 * Makes the part of a context that `authenticated` works with. Looks at nothing of the request, so that
 * public procedures cost nothing.
 *
 * @param options what tRPC's Fetch, standalone, Express or WebSocket adapter hands to `createContext`
 * @returns the context, to be spread into a larger one
 * @example createContext: (opts) => ({ ...createContext(opts), db })
 */
export function createContext(options: CreateContextOptions): AuthContext {
  return { holdfast: { exchange: new Exchange(channelOf(options)) } };
}

/** Finds what `createContext` has put into a context. */
export function stateOf(ctx: AuthContext): CallState {
  if (ctx?.holdfast !== undefined) return ctx.holdfast;
  throw new ConfigurationError(
    'The context must include what createContext() of trpcAuth() gives.',
  );
}

/**
 * Gives the caller of a procedure behind `authenticated`, for functions that get the context handed on.
 *
 * @param ctx the context of the procedure
 * @param api the client that authenticated it, to have `claims` typed by its schema
 * @returns the caller, also to be found in `ctx.auth`; undefined where `authenticated` does not stand before the
 * procedure or let the request go on without credentials (`required: false`)
 * @throws {ConfigurationError} when another client than `api` authenticated the request, or the context is not
 * that of `createContext`
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function getAuth<TClaims = AccessTokenClaims>(
  ctx: AuthContext,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  return callerOf(stateOf(ctx).caller, api);
}
