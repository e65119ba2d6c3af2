import type { AccessTokenClaims, AdapterContext, ApiClient, AuthInfo } from '@holdfast/auth-core';
import { callerOf } from '@holdfast/auth-core';
import type { Request } from 'express';
import type { Refuse } from './refuse.ts';

/** What `auth()` leaves on a request for the guards and for `getAuth`. */
export type AuthContext = AdapterContext<Refuse>;

// Not req.auth itself: other libraries write there too, in other shapes.
const CONTEXT: unique symbol = Symbol.for('@holdfast/auth-express/context');

type Carrier = { auth?: unknown; [CONTEXT]?: AuthContext };

/** Leaves the context on the request, and the caller in `req.auth`. */
export function setContext(req: Request, context: AuthContext): void {
  const carrier: Carrier = req;
  carrier[CONTEXT] = context;
  carrier.auth = context.auth;
}

/** Finds what `auth()` left; undefined where it has not run. */
export function contextOf(req: Request): AuthContext | undefined {
  const carrier: Carrier = req;
  return carrier[CONTEXT];
}

/**
 * Gives the caller of a request.
 *
 * @param req the request that `auth()` has let through
 * @param api the client that authenticated it, to have `claims` typed by its schema
 * @returns the caller, also to be found in `req.auth`; undefined where `auth()` has not run or let
 * the request go on without credentials (`required: false`, a preflight)
 * @throws {ConfigurationError} when another client than `api` authenticated the request
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export function getAuth<TClaims = AccessTokenClaims>(
  req: Request,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  return callerOf(contextOf(req), api);
}
