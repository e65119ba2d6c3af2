import type { ConformanceCase } from '../../../case.ts';
import { PROOF_ALGORITHMS } from '../../../setting/dpop-profiles.ts';
import type { ProofRow } from '../proof-rows.ts';
import { proofCases } from '../proof-rows.ts';

const typ = (value: unknown): ProofRow[2] => ({ header: { typ: value } });
const alg = (value: unknown): ProofRow[2] => ({ header: { alg: value } });
const label = (name: string): string => name.toLowerCase();

const allowed = PROOF_ALGORITHMS.map(
  (name): ProofRow => [
    `option-${label(name)}`,
    `${name} is accepted where the options allow it`,
    { key: name },
    null,
    'dpop-algorithms',
  ],
);
const notAllowed = PROOF_ALGORITHMS.filter((name) => name !== 'ES256').map(
  (name): ProofRow => [
    `default-${label(name)}`,
    `${name} is not accepted unless the options allow it`,
    { key: name },
    'proof_algorithm_not_allowed',
  ],
);

/** `typ`, `alg` and what else the header holds (RFC 9449 section 4.3, checks 4 and 5). */
export const HEADER_CASES: readonly ConformanceCase[] = [
  ...proofCases('prooftyp', 'RFC 9449 §4.3 check 4', [
    ['missing', 'typ must be there', typ(undefined), 'proof_type_mismatch'],
    ['jwt', 'any JWT is no proof', typ('JWT'), 'proof_type_mismatch'],
    ['access-token', 'an access token is no proof', typ('at+jwt'), 'proof_type_mismatch'],
    ['beginning', 'a beginning of the name', typ('dpop'), 'proof_type_mismatch'],
    ['longer', 'a longer name', typ('dpop+jwt+x'), 'proof_type_mismatch'],
    ['number', 'typ a number', typ(1), 'proof_type_mismatch'],
    ['list', 'typ a list', typ(['dpop+jwt']), 'proof_type_mismatch'],
  ]),
  ...proofCases('prooftyp', 'RFC 7515 §4.1.9', [
    ['upper-case', 'media types are compared without regard to case', typ('DPoP+JWT'), null],
  ]),
  ...proofCases('proofalg', 'RFC 9449 §4.3 check 5', [
    ...allowed,
    ...notAllowed,
    ['none', 'none is no signature', alg('none'), 'proof_algorithm_not_allowed'],
    ['none-mixed-case', 'nOnE is none either', alg('nOnE'), 'proof_algorithm_not_allowed'],
    ['hs256', 'HMAC is symmetric', alg('HS256'), 'proof_algorithm_not_allowed'],
    [
      'hs256-by-option',
      'HMAC stays out whatever the options allow',
      { header: { alg: 'HS256' } },
      'proof_algorithm_not_allowed',
      'dpop-algorithms',
    ],
    ['lower-case', 'names of algorithms have a case', alg('es256'), 'proof_algorithm_not_allowed'],
    ['missing', 'alg must be there', alg(undefined), 'proof_algorithm_not_allowed'],
    ['number', 'alg a number', alg(256), 'proof_algorithm_not_allowed'],
    ['list', 'alg a list', alg(['ES256']), 'proof_algorithm_not_allowed'],
    ['inherited', 'an inherited name', alg('constructor'), 'proof_algorithm_not_allowed'],
    [
      'es256-not-among-the-options',
      'the default goes where the options name others',
      {},
      'proof_algorithm_not_allowed',
      'dpop-one-algorithm',
    ],
    [
      'only-ed25519',
      'what the options name counts',
      { key: 'Ed25519' },
      null,
      'dpop-one-algorithm',
    ],
  ]),
  ...proofCases('proofcrit', 'RFC 7515 §4.1.11', [
    [
      'unknown',
      'no extension is understood',
      { header: { crit: ['x'], x: 1 } },
      'proof_critical_header',
    ],
    ['empty', 'an empty list is no exception', { header: { crit: [] } }, 'proof_critical_header'],
    ['null', 'null is no exception', { header: { crit: null } }, 'proof_critical_header'],
    ['b64', 'b64 by crit', { header: { crit: ['b64'], b64: false } }, 'proof_critical_header'],
  ]),
  ...proofCases('proofheader', 'RFC 7515 §4.1', [
    ['kid', 'a kid is not looked at', { header: { kid: 'a' } }, null],
    ['x5c', 'certificates are not looked at', { header: { x5c: ['AAAA'] } }, null],
    [
      'jku',
      'a key set elsewhere is not fetched',
      { header: { jku: 'https://evil.example/' } },
      null,
    ],
  ]),
];
