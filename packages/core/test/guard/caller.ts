import { expect } from 'vitest';
import type { AuthError, AuthInfo, Guard } from '../../src/index.ts';
import { isAuthError } from '../../src/index.ts';

/** The clock of these tests: seconds since the epoch. */
export const NOW = 1_900_000_000;

/** A verified caller with these claims, as a `claims` schema may have made them: of any shape. */
export function callerWith(claims: unknown, permissions: string[] = []): AuthInfo<unknown> {
  return {
    token: 'a.b.c',
    scheme: 'bearer',
    claims,
    header: { alg: 'ES256' },
    issuer: 'https://issuer.test/',
    clientId: 'client',
    scopes: ['read'],
    permissions,
    expiresAt: NOW + 60,
  };
}

/** What a guard refuses with; undefined where it lets the caller pass. */
export function refusedBy(guard: Guard, auth: AuthInfo<unknown>): AuthError | undefined {
  try {
    guard(auth, { now: () => NOW });
    return undefined;
  } catch (error) {
    if (isAuthError(error)) return error;
    throw error;
  }
}

/** What is no verified caller: nothing, another library's, or less. */
export const NO_CALLERS: readonly unknown[] = [
  undefined,
  null,
  {},
  { claims: { tenant: 'blue' } },
  { scopes: 'read', claims: {} },
  'read',
  5,
];

/** Holds a guard against what is no verified caller. */
export function expectNoPass(guard: Guard, auth: unknown): void {
  expect(() => guard(auth as AuthInfo)).toThrow('put auth() before the guard');
}
