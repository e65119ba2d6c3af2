import type { Framework } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';

/** Gives the framework that the query of an address names; the first one where it names none. */
export function frameworkOf(query: URLSearchParams): Framework {
  const named = query.get('framework');
  return FRAMEWORKS.find((framework) => framework === named) ?? FRAMEWORKS[0];
}
