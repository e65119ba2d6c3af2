import type { Scheme } from '../refusal/challenge.ts';
import type { SignatureAlgorithm } from '../request/signature-algorithms.ts';
import { algorithmList } from './algorithms.ts';
import {
  members,
  object,
  oneOf,
  reject,
  rejectSecret,
  rejectText,
  seconds,
  secretText,
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

/** Reads `dpop`. */
export function dpop(value: unknown): ResolvedDpop {
  const known = ['mode', 'algorithms', 'maxAge', 'leeway', 'replay', 'nonce'];
  const given = members('dpop', value === undefined ? {} : value, known);
  const { mode = 'allowed', algorithms = ['ES256'], maxAge = 300, leeway = 30 } = given;
  const { replay, nonce } = given;
  const modes = ['allowed', 'required', 'disabled'] as const;
  return {
    schemes: SCHEMES[oneOf('dpop.mode', mode, modes)],
    algorithms: algorithmList('dpop.algorithms', algorithms),
    maxAge: seconds('dpop.maxAge', maxAge, 'above 0'),
    leeway: seconds('dpop.leeway', leeway, 'at least 0'),
    replay: replay === undefined || replay === false ? replay : replayStore(replay),
    nonce: nonce === undefined ? undefined : nonceOptions(nonce),
  };
}

function replayStore(value: unknown): ReplayStore {
  const store = object('dpop.replay', value);
  if (typeof store['add'] !== 'function') reject('dpop.replay.add', 'a function', store['add']);
  return value as ReplayStore;
}

function nonceOptions(value: unknown): NonNullable<ResolvedDpop['nonce']> {
  const option = 'dpop.nonce.secret';
  const { secret, maxAge = 300 } = members('dpop.nonce', value, ['secret', 'maxAge'], rejectText);
  if (Array.isArray(secret) && secret.length === 0) {
    rejectSecret(option, 'a secret or a list of them', secret);
  }
  const secrets = Array.isArray(secret)
    ? secret.map((item, index) => secretText(`${option}[${index}]`, item))
    : [secretText(option, secret)];
  return { secrets, maxAge: seconds('dpop.nonce.maxAge', maxAge, 'above 0') };
}
