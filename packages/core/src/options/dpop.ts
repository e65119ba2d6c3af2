import type { Scheme } from '../refusal/challenge.ts';
import type { SignatureAlgorithm } from '../request/jws/signature-algorithms.ts';
import { algorithmList } from './algorithms.ts';
import {
  callable,
  group,
  listOf,
  object,
  oneOf,
  optional,
  rejectSecret,
  rejectText,
  seconds,
  secretText,
  withDefault,
} from './checks.ts';
import type { ReplayStore } from './options.ts';

/** `dpop` with its defaults. All times in seconds. */
export interface ResolvedDpop {
  /** The schemes that the mode offers, in the order of their challenges. */
  readonly schemes: readonly Scheme[];
  readonly algorithms: readonly SignatureAlgorithm[];
  readonly maxAge: number;
  readonly leeway: number;
  /** False turns the detection off; undefined stands for a store in memory. */
  readonly replay: ReplayStore | false | undefined;
  readonly nonce: { readonly secrets: readonly string[]; readonly maxAge: number } | undefined;
}

const SCHEMES = {
  allowed: ['bearer', 'dpop'],
  required: ['dpop'],
  disabled: ['bearer'],
} as const satisfies Record<string, readonly Scheme[]>;

const readDpop = group({
  mode: withDefault(oneOf(['allowed', 'required', 'disabled']), 'allowed'),
  algorithms: withDefault(algorithmList, ['ES256']),
  maxAge: withDefault(seconds('above 0'), 300),
  leeway: withDefault(seconds('at least 0'), 30),
  replay: optional(replayStore),
  nonce: optional(
    group({ secret: secrets, maxAge: withDefault(seconds('above 0'), 300) }, rejectText),
  ),
});

/** Reads `dpop`. */
export function dpop(option: string, value: unknown): ResolvedDpop {
  const { mode, nonce, ...read } = readDpop(option, value);
  return {
    ...read,
    schemes: SCHEMES[mode],
    nonce: nonce && { secrets: nonce.secret, maxAge: nonce.maxAge },
  };
}

function replayStore(option: string, value: unknown): ReplayStore | false {
  if (value === false) return false;
  callable(`${option}.add`, object(option, value)['add']);
  return value as ReplayStore;
}

function secrets(option: string, value: unknown): readonly string[] {
  return Array.isArray(value)
    ? listOf(secretText, 'a secret or a list of them', rejectSecret)(option, value)
    : [secretText(option, value)];
}
