import { useLocation, useParams, useSearchParams } from 'wouter';
import type { Framework } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';

/** What the address of the part says: `/attack/replay?framework=koa`. */
export interface AttackAddress {
  readonly framework: Framework;
  /** The attack that the address leads to; it need not exist. */
  readonly attackId: string | undefined;
  /** Chooses another framework or attack: the address is replaced, and nothing goes into the history. */
  readonly choose: (choice: Partial<Pick<AttackAddress, 'framework' | 'attackId'>>) => void;
}

/** Reads and writes the address of the part. */
export function useAttackAddress(): AttackAddress {
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const { rest: attackId } = useParams();
  const framework = FRAMEWORKS.find((name) => name === search.get('framework')) ?? FRAMEWORKS[0];
  const here = { framework, attackId };
  return {
    ...here,
    choose: (choice) => navigate(attackHref({ ...here, ...choice }), { replace: true }),
  };
}

/** Writes the address of an attack on a framework. */
export function attackHref({
  framework,
  attackId,
}: Pick<AttackAddress, 'framework' | 'attackId'>): string {
  const path = attackId === undefined ? '/attack' : `/attack/${attackId}`;
  return `${path}?${new URLSearchParams({ framework })}`;
}
