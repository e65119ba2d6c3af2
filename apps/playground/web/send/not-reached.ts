import type { Framework } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';

/** Says in words that an API does not answer: what `fetch` says of it is for no one's eyes. */
export function notReached(error: unknown, framework: Framework): Error {
  if (!(error instanceof TypeError)) return error as Error;
  const name = API_NAMES[framework];
  return new Error(`${name} does not answer. Is the playground still running?`, { cause: error });
}
