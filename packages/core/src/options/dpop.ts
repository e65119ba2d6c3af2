import { ConfigurationError } from '../refusal/errors.ts';
import { algorithmList } from './algorithms.ts';
import { members, object, oneOf, reject, rejectSecret, seconds, secretText } from './checks.ts';

/** What the other steps need of `dpop`. */
export interface ResolvedDpop {
  readonly mode: 'allowed' | 'disabled';
}

/**
 * Reads `dpop`. All of its members are checked, so that a mistake shows at the start; `required`
 * cannot be honoured while proofs are not verified, and refusing every request would tell nobody why.
 */
export function dpop(value: unknown): ResolvedDpop {
  if (value === undefined) return { mode: 'allowed' };
  const given = members('dpop', value, [
    'mode',
    'algorithms',
    'maxAge',
    'leeway',
    'replay',
    'nonce',
  ]);
  const { algorithms, maxAge, leeway, replay, nonce } = given;
  if (algorithms !== undefined) algorithmList('dpop.algorithms', algorithms);
  if (maxAge !== undefined) seconds('dpop.maxAge', maxAge, 'above 0');
  if (leeway !== undefined) seconds('dpop.leeway', leeway, 'at least 0');
  if (replay !== undefined && replay !== false) replayStore(replay);
  if (nonce !== undefined) nonceOptions(nonce);
  const mode = oneOf('dpop.mode', given['mode'] ?? 'allowed', ['allowed', 'required', 'disabled']);
  if (mode === 'required') {
    throw new ConfigurationError(
      'Option "dpop.mode" cannot be "required": this version does not verify DPoP proofs.',
    );
  }
  return { mode };
}

function replayStore(value: unknown): void {
  const { add } = object('dpop.replay', value);
  if (typeof add !== 'function') reject('dpop.replay.add', 'a function', add);
}

function nonceOptions(value: unknown): void {
  const { secret, maxAge } = members('dpop.nonce', value, ['secret', 'maxAge']);
  if (Array.isArray(secret)) {
    if (secret.length === 0)
      rejectSecret('dpop.nonce.secret', 'a secret or a list of them', secret);
    secret.map((item, index) => secretText(`dpop.nonce.secret[${index}]`, item));
  } else secretText('dpop.nonce.secret', secret);
  if (maxAge !== undefined) seconds('dpop.nonce.maxAge', maxAge, 'above 0');
}
