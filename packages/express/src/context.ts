import type { AccessTokenClaims, ApiClient, AuthInfo, ResourceRequest } from '@holdfast/auth-core';
import { ConfigurationError } from '@holdfast/auth-core';
import type { Request } from 'express';
import type { Refuse } from './refuse.ts';

/** What `auth()` leaves on a request for the guards and for `getAuth`. */
export interface AuthContext {
  readonly api: ApiClient<unknown>;
  readonly request: ResourceRequest;
  /** Undefined where the request went on without credentials. */
  readonly auth: AuthInfo<unknown> | undefined;
  readonly refuse: Refuse;
}

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
 */
export function getAuth<TClaims = AccessTokenClaims>(
  req: Request,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  const context = contextOf(req);
  if (context?.auth !== undefined && api !== undefined && context.api !== api) {
    throw new ConfigurationError('getAuth() was given another client than auth() before it.');
  }
  return context?.auth as AuthInfo<TClaims> | undefined;
}
