import type { ConformanceCase } from '../../case.ts';
import { BASE_CLAIMS, NOW } from '../../setting/names.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

// JSON.stringify cannot write numbers beyond the range of a double.
const { exp: _exp, ...WITHOUT_EXP } = BASE_CLAIMS;
const { iat: _iat, ...WITHOUT_IAT } = BASE_CLAIMS;
const withMember = (claims: object, member: string): string =>
  `${JSON.stringify(claims).slice(0, -1)},${member}}`;

const EXP: readonly TokenRow[] = [
  ['missing', 'CVE-2026-44459', 'no exp', { claims: { exp: undefined } }, 'missing_claim'],
  ['past', 'RFC 7519 §4.1.4', 'exp long past', { claims: { exp: NOW - 3600 } }, 'expired'],
  [
    'at-tolerance',
    'RFC 7519 §4.1.4',
    'exp past by the tolerance is reached',
    { claims: { exp: NOW - 5 } },
    'expired',
  ],
  [
    'within-tolerance',
    'RFC 7519 §4.1.4',
    'exp past by less than the tolerance',
    { claims: { exp: NOW - 4 } },
    null,
    'plain',
    { expiresAt: NOW - 4 },
  ],
  [
    'fraction',
    'RFC 7519 §2',
    'exp may be a fraction',
    { claims: { exp: NOW + 0.5 } },
    null,
    'plain',
    { expiresAt: NOW + 0.5 },
  ],
  [
    'now-no-tolerance',
    'RFC 7519 §4.1.4; clerk#8359',
    'a tolerance of 0 is 0: exp is now',
    { claims: { exp: NOW } },
    'expired',
    'no-tolerance',
  ],
  [
    'next-no-tolerance',
    'RFC 7519 §4.1.4; clerk#8359',
    'a tolerance of 0 is 0: exp in a second',
    { claims: { exp: NOW + 1 } },
    null,
    'no-tolerance',
    { expiresAt: NOW + 1 },
  ],
  ['zero', 'CVE-2026-44459', 'exp 0 is past, not absent', { claims: { exp: 0 } }, 'expired'],
  ['negative', 'CVE-2026-44459', 'exp negative is past', { claims: { exp: -1 } }, 'expired'],
  [
    'string',
    'CVE-2026-44459',
    'exp a numeric string',
    { claims: { exp: '9999999999' } },
    'invalid_claim',
  ],
  ['null', 'CVE-2026-44459', 'exp null', { claims: { exp: null } }, 'invalid_claim'],
  [
    'infinite',
    'CVE-2026-44459',
    'exp beyond the range of numbers',
    { rawPayload: withMember(WITHOUT_EXP, '"exp":1e999') },
    'invalid_claim',
  ],
  ['object', 'CVE-2026-44459', 'exp an object', { claims: { exp: {} } }, 'invalid_claim'],
  [
    'list',
    'CVE-2026-44459',
    'exp a list of one number',
    { claims: { exp: [9_999_999_999] } },
    'invalid_claim',
  ],
  ['true', 'CVE-2026-44459', 'exp true', { claims: { exp: true } }, 'invalid_claim'],
  [
    'milliseconds',
    'RFC 7519 §2',
    'exp far away is none of our business',
    { claims: { exp: NOW * 1000 } },
    null,
    'plain',
    { expiresAt: NOW * 1000 },
  ],
];

const IAT: readonly TokenRow[] = [
  ['missing', 'RFC 9068 §2.2', 'no iat', { claims: { iat: undefined } }, 'missing_claim'],
  [
    'future',
    'Holdfast: the access token',
    'iat in the future is no reason to refuse',
    { claims: { iat: NOW + 200 } },
    null,
  ],
  ['zero', 'RFC 7519 §4.1.6', 'iat 0 is a number', { claims: { iat: 0 } }, null],
  ['string', 'CVE-2026-44459', 'iat a numeric string', { claims: { iat: '1' } }, 'invalid_claim'],
  ['null', 'CVE-2026-44459', 'iat null', { claims: { iat: null } }, 'invalid_claim'],
  [
    'infinite',
    'CVE-2026-44459',
    'iat beyond the range of numbers',
    { rawPayload: withMember(WITHOUT_IAT, '"iat":-1e999') },
    'invalid_claim',
  ],
];

const NBF: readonly TokenRow[] = [
  ['past', 'RFC 7519 §4.1.5', 'nbf past', { claims: { nbf: NOW - 1 } }, null],
  [
    'at-tolerance',
    'RFC 7519 §4.1.5',
    'nbf ahead by the tolerance',
    { claims: { nbf: NOW + 5 } },
    null,
  ],
  [
    'beyond-tolerance',
    'RFC 7519 §4.1.5',
    'nbf ahead by more than the tolerance',
    { claims: { nbf: NOW + 6 } },
    'not_yet_valid',
  ],
  [
    'next-no-tolerance',
    'RFC 7519 §4.1.5; clerk#8359',
    'a tolerance of 0 is 0: nbf in a second',
    { claims: { nbf: NOW + 1 } },
    'not_yet_valid',
    'no-tolerance',
  ],
  [
    'now-no-tolerance',
    'RFC 7519 §4.1.5; clerk#8359',
    'a tolerance of 0 is 0: nbf is now',
    { claims: { nbf: NOW } },
    null,
    'no-tolerance',
  ],
  ['string', 'CVE-2026-44459', 'nbf a numeric string', { claims: { nbf: '1' } }, 'invalid_claim'],
  ['null', 'CVE-2026-44459', 'nbf null', { claims: { nbf: null } }, 'invalid_claim'],
  [
    'infinite',
    'CVE-2026-44459',
    'nbf beyond the range of numbers',
    { rawPayload: withMember(BASE_CLAIMS, '"nbf":1e999') },
    'invalid_claim',
  ],
  ['object', 'CVE-2026-44459', 'nbf an object', { claims: { nbf: {} } }, 'invalid_claim'],
];

/** The claims that the clock judges (RFC 7519 sections 4.1.4 to 4.1.6). */
export const TIME_CASES: readonly ConformanceCase[] = [
  ...tokenCases('exp', EXP),
  ...tokenCases('iat', IAT),
  ...tokenCases('nbf', NBF),
];
