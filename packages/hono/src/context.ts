import type { AccessTokenClaims, AdapterContext, ApiClient, AuthInfo } from '@holdfast/auth-core';
import { callerOf } from '@holdfast/auth-core';
import type { Context } from 'hono';
import type { Refuse } from './refuse.ts';

/** What `auth()` leaves on a request for the guards and for `getAuth`. */
export type AuthContext = AdapterContext<Refuse>;

// Not c.var.auth itself: other middleware may write there too, in other shapes.
const CONTEXT = '@holdfast/auth-hono/context';

/** Leaves the context on the request, and the caller in `c.var.auth`. */
export function setContext(c: Context, context: AuthContext): void {
  c.set(CONTEXT, context);
  c.set('auth', context.auth);
}

/** Finds what `auth()` left; undefined where it has not run. */
export function contextOf(c: Context): AuthContext | undefined {
  return c.get(CONTEXT) as AuthContext | undefined;
}

/**
 * Gives the caller of a request.
 *
 * @param c the context of a request that `auth()` has let through
 * @param api the client that authenticated it, to have `claims` typed by its schema
 * @returns the caller, also to be found in `c.var.auth`; undefined where `auth()` has not run or let
 * the request go on without credentials (`required: false`, a preflight)
 * @throws {ConfigurationError} when another client than `api` authenticated the request
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function getAuth<TClaims = AccessTokenClaims>(
  c: Context,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  return callerOf(contextOf(c), api);
}
