import type { AccessTokenClaims, AdapterContext, ApiClient, AuthInfo } from '@holdfast/auth-core';
import { callerOf } from '@holdfast/auth-core';
import type { FastifyRequest } from 'fastify';
import type { Refuse } from './refuse.ts';

/** What `auth()` leaves for the guards and for `getAuth`. */
export type AuthContext = AdapterContext<Refuse>;

const CONTEXTS = new WeakMap<FastifyRequest, AuthContext>();

/** Leaves the context of a request. */
export function setContext(request: FastifyRequest, context: AuthContext): void {
  CONTEXTS.set(request, context);
}

/** Finds what `auth()` left; undefined where it has not run. */
export function contextOf(request: FastifyRequest): AuthContext | undefined {
  return CONTEXTS.get(request);
}

/**
 * Gives the caller of a request.
 *
 * @param request the request that `auth()` has let through
 * @param api the client that authenticated it, to have `claims` typed by its schema
 * @returns the caller; undefined where `auth()` has not run or let the request go on without credentials
 * @throws {ConfigurationError} when another client than `api` authenticated the request
 */
export function getAuth<TClaims = AccessTokenClaims>(
  request: FastifyRequest,
  api?: ApiClient<TClaims>,
): AuthInfo<TClaims> | undefined {
  return callerOf(contextOf(request), api);
}
