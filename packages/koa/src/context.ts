import type { AccessTokenClaims, AdapterContext, ApiClient, AuthInfo } from '@holdfast/auth-core';
import { callerOf } from '@holdfast/auth-core';
import type { ParameterizedContext } from 'koa';
import type { Refuse } from './refuse.ts';

/** A context of Koa, whatever its state and what the application has added. */
export type KoaContext = ParameterizedContext<unknown, object>;

/** What `auth()` leaves on a request for the guards and for `getAuth`. */
export type AuthContext = AdapterContext<Refuse>;

// Not ctx.state.auth itself: other middleware may write there too, in other shapes.
const CONTEXT: unique symbol = Symbol.for('@holdfast/auth-koa/context');

type Carrier = { readonly state: { auth?: unknown }; [CONTEXT]?: AuthContext };

/** Leaves the context on the request, and the caller in `ctx.state.auth`. */
export function setContext(ctx: KoaContext, context: AuthContext): void {
  const carrier = ctx as Carrier;
  carrier[CONTEXT] = context;
  carrier.state.auth = context.auth;
}

/** Finds what `auth()` left; undefined where it has not run. */
export function contextOf(ctx: KoaContext): AuthContext | undefined {
  return (ctx as Carrier)[CONTEXT];
}

/**
 * Gives the caller of a request.
 *
 * @param ctx the context of a request that `auth()` has let through
 * @param api the client that authenticated it, to have `claims` typed by its schema
 * @returns the caller, also to be found in `ctx.state.auth`; undefined where `auth()` has not run or let
 * the request go on without credentials (`required: false`, a preflight)
 * @throws {ConfigurationError} when another client than `api` authenticated the request
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function getAuth<TClaims = AccessTokenClaims>(
  ctx: KoaContext,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  return callerOf(contextOf(ctx), api);
}
