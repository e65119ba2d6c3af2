import { describe, expect, test } from 'vitest';
import type { AuthErrorReason } from '../../src/index.ts';
import type { Kind } from './expectations.ts';
import { expectAccepted, expectRefused } from './expectations.ts';
import { createApi, createHolder, issuer, makeProof, mintBound, NOW, ORDERS } from './setting.ts';

// What the README's table of refusals says, in words that the loop below reads. A rule holds where
// all of its columns do; `any` holds always; of several rules the first counts.
const MODES = ['allowed', 'required', 'disabled'] as const;
const SCHEMES = ['none', 'Basic', 'Bearer', 'DPoP'] as const;
const TOKENS = ['unbound', 'bound', 'bad'] as const;
const PROOFS = ['absent', 'good', 'bad', 'repeated'] as const;

type Mode = (typeof MODES)[number];
type Scheme = (typeof SCHEMES)[number];
type Token = (typeof TOKENS)[number];
type Proof = (typeof PROOFS)[number];
type Rule = readonly [
  scheme: Scheme,
  token: Token | 'any',
  proof: Proof | 'any',
  outcome: 'bearer' | 'dpop' | readonly [Kind, AuthErrorReason],
];

const NEVER: readonly Rule[] = [
  ['none', 'any', 'any', ['missing', 'missing_authorization']],
  ['Basic', 'any', 'any', ['scheme', 'unsupported_scheme']],
];

const BEARER: readonly Rule[] = [
  ['Bearer', 'bad', 'any', ['token', 'expired']],
  ['Bearer', 'bound', 'any', ['token', 'bound_token']],
  ['Bearer', 'unbound', 'absent', 'bearer'],
  ['Bearer', 'unbound', 'any', ['request', 'unexpected_proof']],
];

const DPOP: readonly Rule[] = [
  ['DPoP', 'any', 'absent', ['request', 'missing_proof']],
  ['DPoP', 'bad', 'any', ['token', 'expired']],
  ['DPoP', 'unbound', 'any', ['token', 'unbound_token']],
  ['DPoP', 'bound', 'repeated', ['proof', 'repeated_proof']],
  ['DPoP', 'bound', 'bad', ['proof', 'htm_mismatch']],
  ['DPoP', 'bound', 'good', 'dpop'],
];

const RULES: Readonly<Record<Mode, readonly Rule[]>> = {
  allowed: [...NEVER, ...BEARER, ...DPOP],
  required: [...NEVER, ['Bearer', 'any', 'any', ['scheme', 'unsupported_scheme']], ...DPOP],
  disabled: [
    ...NEVER,
    ['DPoP', 'any', 'any', ['scheme', 'unsupported_scheme']],
    ['Bearer', 'bad', 'any', ['token', 'expired']],
    ['Bearer', 'any', 'any', 'bearer'],
  ],
};

/** By mode and the scheme on whose challenge the error goes; `plain` where the error has no code. */
const CHALLENGES: Readonly<Record<Mode, Readonly<Record<'plain' | 'Bearer' | 'DPoP', string>>>> = {
  allowed: {
    plain: 'Bearer realm="api", DPoP algs="ES256"',
    Bearer: 'Bearer realm="api", %, DPoP algs="ES256"',
    DPoP: 'Bearer realm="api", DPoP %, algs="ES256"',
  },
  required: {
    plain: 'DPoP algs="ES256"',
    Bearer: 'never',
    DPoP: 'DPoP %, algs="ES256"',
  },
  disabled: {
    plain: 'Bearer realm="api"',
    Bearer: 'Bearer realm="api", %',
    DPoP: 'never',
  },
};

function outcomeOf(mode: Mode, scheme: Scheme, token: Token, proof: Proof): Rule[3] {
  const rule = RULES[mode].find(
    ([forScheme, forToken, forProof]) =>
      forScheme === scheme &&
      (forToken === token || forToken === 'any') &&
      (forProof === proof || forProof === 'any'),
  );
  if (rule === undefined) throw new Error(`No rule for ${mode} ${scheme} ${token} ${proof}`);
  return rule[3];
}

const CASES = MODES.flatMap((mode) =>
  SCHEMES.flatMap((scheme) =>
    TOKENS.flatMap((token) =>
      PROOFS.map((proof) => {
        const outcome = outcomeOf(mode, scheme, token, proof);
        return { mode, scheme, token, proof, outcome, shown: String(outcome) };
      }),
    ),
  ),
);

const holder = await createHolder();
const tokens: Readonly<Record<Token, string>> = {
  unbound: await issuer.mint(),
  bound: await mintBound(holder),
  bad: await mintBound(holder, { exp: NOW - 60 }),
};

async function proofsFor(proof: Proof, token: string): Promise<readonly string[]> {
  const good = await makeProof(holder, token);
  const other = await makeProof(holder, token);
  const bad = await makeProof(holder, token, { method: 'POST' });
  return { absent: [], good: [good], bad: [bad], repeated: [good, other] }[proof];
}

describe.each(MODES)('dpop.mode %s', (mode) => {
  const api = createApi({ dpop: { mode } });
  const cases = CASES.filter((one) => one.mode === mode);

  test.each(cases)('scheme $scheme, token $token, proof $proof: $shown', async (one) => {
    const { scheme, token, proof, outcome } = one;
    const credentials = scheme === 'Basic' ? 'dXNlcjpwYXNz' : tokens[token];
    const headers = {
      ...(scheme !== 'none' && { authorization: `${scheme} ${credentials}` }),
      dpop: await proofsFor(proof, tokens[token]),
    };
    const request = { method: 'GET', url: ORDERS, headers };
    if (typeof outcome === 'string') {
      const { auth, headers: added } = await expectAccepted(api, request);
      expect(auth.scheme).toBe(outcome);
      expect(auth.token).toBe(tokens[token]);
      expect(auth.proof?.jkt).toBe(outcome === 'dpop' ? holder.jkt : undefined);
      expect(added).toEqual({ 'cache-control': 'private', vary: 'Authorization, DPoP' });
      return;
    }
    const [kind, reason] = outcome;
    const plain = kind === 'missing' || kind === 'scheme';
    const used = plain ? 'plain' : (scheme as 'Bearer' | 'DPoP');
    await expectRefused(api, request, { kind, reason, challenge: CHALLENGES[mode][used] });
  });
});

test('the matrix has every cell', () => {
  expect(CASES).toHaveLength(3 * 4 * 3 * 4);
});
