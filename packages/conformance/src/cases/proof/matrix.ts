import type { AuthErrorReason } from '@holdfast/auth-core';
import type { CaseRequest, ConformanceCase } from '../../case.ts';
import type { ChallengeScheme } from '../../challenges.ts';
import { accepted, authorization, get, proof, proven, refused } from '../../expect.ts';
import type { ProfileName } from '../../setting/profiles.ts';
import type { TokenRecipe } from '../../setting/tokens.ts';

type Mode = 'allowed' | 'required' | 'disabled';
type Outcome = AuthErrorReason | 'accepted';

const PROOFS: Readonly<Record<string, CaseRequest['fields']>> = {
  good: [proof()],
  bad: [proof({ signer: 'other' })],
  absent: [],
  repeated: [proof(), proof()],
};

/** What comes of a good, a bad, an absent and a repeated proof. */
type Outcomes = readonly [good: Outcome, bad: Outcome, absent: Outcome, repeated: Outcome];

const all = (outcome: Outcome): Outcomes => [outcome, outcome, outcome, outcome];

const TOKENS: Readonly<Record<string, TokenRecipe>> = {
  bound: { boundTo: 'client' },
  unbound: {},
  bad: { boundTo: 'client', damage: 'flip-signature' },
};

// The DPoP scheme is the same whether or not Bearer is offered besides.
const PROVEN: Readonly<Record<string, Outcomes>> = {
  bound: ['accepted', 'proof_bad_signature', 'missing_proof', 'repeated_proof'],
  unbound: ['unbound_token', 'unbound_token', 'missing_proof', 'unbound_token'],
  bad: ['bad_signature', 'bad_signature', 'missing_proof', 'bad_signature'],
  absent: all('malformed_authorization'),
};
const NOT_OFFERED: Readonly<Record<string, Outcomes>> = {
  bound: all('unsupported_scheme'),
  unbound: all('unsupported_scheme'),
  bad: all('unsupported_scheme'),
  absent: all('unsupported_scheme'),
};

const MATRIX: Readonly<
  Record<Mode, Readonly<Record<ChallengeScheme, Readonly<Record<string, Outcomes>>>>>
> = {
  allowed: {
    Bearer: {
      bound: all('bound_token'),
      unbound: ['unexpected_proof', 'unexpected_proof', 'accepted', 'unexpected_proof'],
      bad: all('bad_signature'),
      absent: all('malformed_authorization'),
    },
    DPoP: PROVEN,
  },
  required: { Bearer: NOT_OFFERED, DPoP: PROVEN },
  disabled: {
    Bearer: {
      bound: all('accepted'),
      unbound: all('accepted'),
      bad: all('bad_signature'),
      absent: all('malformed_authorization'),
    },
    DPoP: NOT_OFFERED,
  },
};
const PROFILE: Readonly<Record<Mode, ProfileName>> = {
  allowed: 'plain',
  required: 'dpop-required',
  disabled: 'dpop-disabled',
};
const SOURCE = 'RFC 9449 §7.1, §7.2; Holdfast: refusals';

/** Every mode, with every scheme, every kind of token and every kind of proof. */
export const MATRIX_CASES: readonly ConformanceCase[] = (
  Object.keys(MATRIX) as readonly Mode[]
).flatMap((mode) => [...withScheme(mode, 'Bearer'), ...withScheme(mode, 'DPoP'), ...without(mode)]);

function withScheme(mode: Mode, scheme: ChallengeScheme): readonly ConformanceCase[] {
  return Object.entries(MATRIX[mode][scheme]).flatMap(([kind, outcomes]) =>
    Object.entries(PROOFS).map(([quality, fields], index): ConformanceCase => {
      const outcome = outcomes[index] ?? 'accepted';
      const token = TOKENS[kind];
      return {
        id: `matrix/${mode}-${scheme.toLowerCase()}-${kind}-${quality}`,
        source: SOURCE,
        rule: `mode ${mode}, scheme ${scheme}, token ${kind}, proof ${quality}: ${outcome}`,
        profile: PROFILE[mode],
        request: get(authorization(`${scheme} `, ...(token ? [token] : [])), ...fields),
        expected: expected(outcome, mode, scheme),
      };
    }),
  );
}

function without(mode: Mode): readonly ConformanceCase[] {
  return Object.entries(PROOFS).map(([quality, fields]) => ({
    id: `matrix/${mode}-none-${quality}`,
    source: SOURCE,
    rule: `mode ${mode}, no Authorization, proof ${quality}: missing_authorization`,
    profile: PROFILE[mode],
    request: get(...fields),
    expected: refused('missing_authorization', { mode }),
  }));
}

function expected(
  outcome: Outcome,
  mode: Mode,
  scheme: ChallengeScheme,
): ConformanceCase['expected'] {
  if (outcome !== 'accepted') return refused(outcome, { mode, scheme });
  return scheme === 'DPoP' ? proven() : accepted();
}
