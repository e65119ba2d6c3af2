import type { Framework } from '../../server/control/protocol.ts';

/** Where an attack on a framework has its address, or all of them have: `/attack/replay?framework=koa`. */
export function attackHref(framework: Framework, attackId?: string): string {
  const path = attackId === undefined ? '/attack' : `/attack/${attackId}`;
  return `${path}?${new URLSearchParams({ framework })}`;
}
