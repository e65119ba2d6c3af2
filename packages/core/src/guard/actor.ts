import { VerifyAccessTokenError } from '../refusal/errors.ts';
import { claimOf } from './guard.ts';

/**
 * Tells who acts in the name of the token's subject: the `sub` of its outermost `act` claim, which
 * alone may decide about access.
 *
 * @param claims the verified claims
 * @returns the actor; undefined where nobody acts for the subject
 * @throws {VerifyAccessTokenError} `malformed_actor` when `act`, or one nested in it, is no object with a `sub`
 * @see https://www.rfc-editor.org/rfc/rfc8693#section-4.1
 */
export function getCurrentActor(claims: unknown): string | undefined {
  return getDelegationChain(claims)[0];
}

/**
 * Lists everybody who acts, or acted, in the name of the token's subject. All but the first are for
 * logs alone: RFC 8693 section 4.1 forbids to decide by them.
 *
 * @param claims the verified claims
 * @returns the `sub` of each `act` claim, the current actor first; empty where nobody acts for the subject
 * @throws {VerifyAccessTokenError} `malformed_actor` when `act`, or one nested in it, is no object with a `sub`
 * @see https://www.rfc-editor.org/rfc/rfc8693#section-4.1
 */
export function getDelegationChain(claims: unknown): string[] {
  if (typeof claims !== 'object' || claims === null) throw malformed();
  const chain: string[] = [];
  let act = claimOf(claims, 'act');
  while (act !== undefined) {
    const sub = claimOf(act, 'sub');
    if (typeof sub !== 'string' || sub.trim() === '') throw malformed();
    chain.push(sub);
    act = claimOf(act, 'act');
  }
  return chain;
}

function malformed(): VerifyAccessTokenError {
  return new VerifyAccessTokenError('malformed_actor');
}
