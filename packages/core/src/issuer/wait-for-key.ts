import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { VerificationKey } from '../request/jws/verification-key.ts';
import type { KeySet } from './key-set.ts';
import type { KeySource } from './key-source.ts';

/** Waits for keys where there are none, then for newer ones where the token's is not among them. */
export async function waitForKey(
  keys: KeySource,
  areNone: boolean,
  choose: (keys: KeySet) => VerificationKey | AuthErrorReason,
): Promise<VerificationKey | AuthErrorReason> {
  if (areNone) {
    const { set, isFresh } = await keys.load();
    const loaded = choose(set);
    if (loaded !== 'unknown_key' || isFresh) return loaded;
  }
  return choose(await keys.refreshForUnknownKey());
}
