import type { ReplayStore } from '../options/options.ts';
import { AuthorizationServerError, InvalidDpopProofError } from '../refusal/errors.ts';
import type { DpopProofInfo } from '../request/dpop-proof-info.ts';
import { within } from '../request/within.ts';
import { replayKey } from './replay-key.ts';

/** How long a proof must be remembered, and how long its store may take. All in seconds. */
export interface ReplayWindow {
  readonly timeout: number;
  readonly maxAge: number;
  readonly leeway: number;
  readonly now: () => number;
}

/**
 * Records a proof as used (RFC 9449 section 11.1), after every other check.
 *
 * @returns what is to be waited for; undefined where the store has answered at once
 * @throws {InvalidDpopProofError} `replayed`, also by rejection
 * @throws {AuthorizationServerError} `replay_store_failed` when the store fails or is full, also by rejection
 */
export function recordUse(
  store: ReplayStore,
  { jkt, jti, iat }: DpopProofInfo,
  { maxAge, leeway, now, timeout }: ReplayWindow,
): Promise<void> | undefined {
  // The leeway covers clocks of other nodes; whole seconds are what stores keep time in.
  const expiresAt = Math.ceil(Math.max(iat + maxAge, now()) + leeway) + 1;
  let added: boolean | Promise<boolean>;
  try {
    added = store.add(replayKey(jkt, jti), expiresAt);
  } catch (cause) {
    throw storeFailed(cause);
  }
  if (typeof added === 'boolean') {
    judge(added);
    return undefined;
  }
  return within(timeout, added).then(judge, (cause: unknown) => {
    throw storeFailed(cause);
  });
}

// Only true is acceptance: whatever else a store answers is a fault of the store's.
function judge(added: unknown): void {
  if (added === false) throw new InvalidDpopProofError('replayed');
  if (added !== true) throw storeFailed(undefined);
}

function storeFailed(cause: unknown): AuthorizationServerError {
  return new AuthorizationServerError('replay_store_failed', { cause });
}
