import type { ApiClient } from '../api-client.ts';
import { ConfigurationError } from '../refusal/errors.ts';
import type { AccessTokenClaims, AuthInfo } from '../request/auth-info.ts';
import type { ResourceRequest } from '../request/resource-request.ts';

/** What `auth()` of an adapter leaves on a request, for its guards and for `getAuth`. */
export interface AdapterContext<TRefuse> {
  readonly api: ApiClient<unknown>;
  readonly request: ResourceRequest;
  /** Undefined where the request went on without credentials. */
  readonly auth: AuthInfo<unknown> | undefined;
  /** Answers what a guard refuses. */
  readonly refuse: TRefuse;
}

/**
 * For adapters: what `getAuth` gives.
 *
 * @param context what `auth()` has left; undefined where it has not run
 * @param api the client that `getAuth` was given, whose schema types the claims
 * @returns the caller; undefined where `auth()` has not run or let the request go on without credentials
 * @throws {ConfigurationError} when another client than `api` authenticated the request
 */
export function callerOf<TClaims = AccessTokenClaims>(
  context: Pick<AdapterContext<unknown>, 'api' | 'auth'> | undefined,
  api: ApiClient<TClaims> | undefined,
): AuthInfo<TClaims> | undefined {
  if (context?.auth !== undefined && api !== undefined && context.api !== api) {
    throw new ConfigurationError(
      'getAuth() was given another client than the one that authenticated the request.',
    );
  }
  return context?.auth as AuthInfo<TClaims> | undefined;
}
