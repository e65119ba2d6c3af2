import type { AuthErrorReason } from '../refusal/reasons.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import type { VerificationKey } from '../request/jws/verification-key.ts';
import type { KeySource } from './key-source.ts';

/** Waits for keys where there are none, then for newer ones where the token's is not among them. */
export async function waitForKey(
  keys: KeySource,
  areNone: boolean,
  kid: string | undefined,
  algorithm: SignatureAlgorithm,
): Promise<VerificationKey | AuthErrorReason> {
  if (areNone) {
    const { set, isFresh } = await keys.load();
    const loaded = set.choose(kid, algorithm);
    if (loaded !== 'unknown_key' || isFresh) return loaded;
  }
  return (await keys.refreshForUnknownKey()).choose(kid, algorithm);
}
