import type { ConformanceCase } from '../../case.ts';
import { NOW } from '../../setting/names.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

// Each token has two flaws; the first check in the order that is promised speaks.
const ORDER: readonly TokenRow[] = [
  [
    'shape-before-crit',
    'Holdfast: order of checks',
    'the form goes before crit',
    { header: { crit: ['x'] }, damage: 'padded' },
    'malformed_token',
  ],
  [
    'crit-before-typ',
    'Holdfast: order of checks',
    'crit goes before typ',
    { header: { crit: ['x'], typ: 'dpop+jwt' } },
    'critical_header',
  ],
  [
    'typ-before-alg',
    'Holdfast: order of checks',
    'typ goes before alg',
    { header: { typ: 'dpop+jwt', alg: 'none' } },
    'type_not_allowed',
  ],
  [
    'alg-before-iss',
    'Holdfast: order of checks',
    'an algorithm that no issuer may use goes before the issuer',
    { header: { alg: 'none' }, claims: { iss: 'https://evil.example/' } },
    'algorithm_not_allowed',
  ],
  [
    'iss-before-alg-of-the-options',
    'Holdfast: order of checks',
    'which algorithms count is known once the issuer is',
    { signer: 'RS256', claims: { iss: 'https://evil.example/' } },
    'issuer_not_allowed',
    'one-algorithm',
  ],
  [
    'iss-before-key',
    'Holdfast: order of checks',
    'the issuer goes before its keys',
    { signer: 'attacker', claims: { iss: 'https://evil.example/' } },
    'issuer_not_allowed',
  ],
  [
    'key-before-claims',
    'Holdfast: order of checks',
    'the key goes before the claims',
    { signer: 'attacker', claims: { exp: NOW - 60 } },
    'unknown_key',
  ],
  [
    'signature-before-claims',
    'Holdfast: order of checks',
    'the signature goes before the claims',
    { claims: { exp: NOW - 60 }, damage: 'flip-signature' },
    'bad_signature',
  ],
  [
    'aud-before-exp',
    'Holdfast: order of checks',
    'aud goes before exp',
    { claims: { aud: 'a', exp: NOW - 60 } },
    'audience_mismatch',
  ],
  [
    'exp-before-nbf',
    'Holdfast: order of checks',
    'exp goes before nbf',
    { claims: { exp: NOW - 60, nbf: NOW + 60 } },
    'expired',
  ],
  [
    'nbf-before-required',
    'Holdfast: order of checks',
    'nbf goes before required claims',
    { claims: { nbf: NOW + 60 } },
    'not_yet_valid',
    'required-claim',
  ],
  [
    'required-before-cnf',
    'Holdfast: order of checks',
    'required claims go before cnf',
    { claims: { cnf: { kid: '1' } } },
    'missing_claim',
    'required-claim',
  ],
  [
    'required-before-schema',
    'Holdfast: order of checks',
    'required claims go before the schema',
    {},
    'missing_claim',
    'required-claim-and-schema',
  ],
  [
    'cnf-before-schema',
    'Holdfast: order of checks',
    'cnf goes before the schema',
    { claims: { cnf: { jkt: 'a' } } },
    'bound_token',
    'schema',
  ],
];

/** Which of two reasons is given. */
export const ORDER_CASES: readonly ConformanceCase[] = [...tokenCases('order', ORDER)];
