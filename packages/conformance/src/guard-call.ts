import type { AuthenticationRequirement, ClaimValue, Guards } from '@holdfast/auth-core';

/** A guard as data: its name, and what it is called with. */
export type GuardCall =
  | {
      readonly name: 'requiredScopes' | 'scopeIncludesAny' | 'requiredPermissions';
      readonly arguments: readonly (string | readonly string[])[];
    }
  | {
      readonly name: 'claimEquals';
      readonly arguments: readonly [name: string, value: ClaimValue];
    }
  | {
      readonly name: 'claimIncludes';
      readonly arguments: readonly [name: string, ...values: readonly ClaimValue[]];
    }
  | {
      readonly name: 'claimCheck';
      readonly arguments: readonly [check: (claims: unknown) => boolean, description?: string];
    }
  | {
      readonly name: 'requiredAuthentication';
      readonly arguments: readonly [requirement: AuthenticationRequirement];
    };

/**
 * Makes the guard that a route names out of those of an adapter.
 *
 * @param guards the adapter's guards, or its whole module
 * @param call what the route says
 * @returns what the adapter's guard gives: a middleware, a hook
 * @example for (const call of guards) app.use(applyGuard(holdfast, call));
 */
export function applyGuard<TGuard>(guards: Guards<TGuard>, call: GuardCall): TGuard {
  // The compiler forgets on the way through the union that the arguments fit the name.
  const guard = guards[call.name] as (...given: readonly unknown[]) => TGuard;
  return guard(...call.arguments);
}
