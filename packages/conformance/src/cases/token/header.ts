import type { ConformanceCase } from '../../case.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const TYPES: readonly TokenRow[] = [
  ['absent', 'RFC 9068 §4', 'a typ may be absent', { header: { typ: undefined } }, null],
  ['jwt', 'RFC 9068 §4', 'typ JWT is accepted', { header: { typ: 'JWT' } }, null],
  ['jwt-lower-case', 'RFC 9068 §4', 'typ jwt is accepted', { header: { typ: 'jwt' } }, null],
  ['at-jwt', 'RFC 9068 §4', 'typ at+jwt is accepted', { header: { typ: 'at+jwt' } }, null],
  [
    'at-jwt-upper-case',
    'RFC 9068 §4',
    'typ AT+JWT is accepted',
    { header: { typ: 'AT+JWT' } },
    null,
  ],
  [
    'application-at-jwt',
    'RFC 9068 §4',
    'typ application/at+jwt is accepted',
    { header: { typ: 'application/at+jwt' } },
    null,
  ],
  [
    'application-at-jwt-mixed-case',
    'RFC 9068 §4',
    'typ Application/AT+jwt is accepted',
    { header: { typ: 'Application/AT+jwt' } },
    null,
  ],
  [
    'dpop-proof',
    'RFC 8725 §3.11',
    'a proof is no access token',
    { header: { typ: 'dpop+jwt' } },
    'type_not_allowed',
  ],
  [
    'logout-token',
    'RFC 8725 §3.11',
    'a logout token is no access token',
    { header: { typ: 'logout+jwt' } },
    'type_not_allowed',
  ],
  [
    'application-jwt',
    'Holdfast: the access token',
    'application/jwt is not listed',
    { header: { typ: 'application/jwt' } },
    'type_not_allowed',
  ],
  [
    'empty',
    'Holdfast: the access token',
    'an empty typ is not absent',
    { header: { typ: '' } },
    'type_not_allowed',
  ],
  [
    'null',
    'Holdfast: the access token',
    'a null typ is not absent',
    { header: { typ: null } },
    'type_not_allowed',
  ],
  [
    'number',
    'Holdfast: the access token',
    'a typ that is no string',
    { header: { typ: 1 } },
    'type_not_allowed',
  ],
  [
    'list',
    'Holdfast: the access token',
    'a typ that is a list',
    { header: { typ: ['at+jwt'] } },
    'type_not_allowed',
  ],
  [
    'strict-absent',
    'RFC 9068 §4',
    'at+jwt asks for a typ',
    { header: { typ: undefined } },
    'type_not_allowed',
    'at+jwt',
  ],
  [
    'strict-jwt',
    'RFC 9068 §4',
    'at+jwt does not take JWT',
    { header: { typ: 'JWT' } },
    'type_not_allowed',
    'at+jwt',
  ],
  ['strict-good', 'RFC 9068 §4', 'at+jwt takes its own typ', {}, null, 'at+jwt'],
];

const CRITICAL: readonly TokenRow[] = [
  [
    'unknown',
    'CVE-2026-35042, CVE-2026-32597, CVE-2025-59420',
    'an extension that nobody knows',
    { header: { crit: ['x'], x: true } },
    'critical_header',
  ],
  [
    'absent-member',
    'CVE-2026-35042',
    'an extension that is not in the header',
    { header: { crit: ['x'] } },
    'critical_header',
  ],
  ['empty', 'RFC 7515 §4.1.11', 'an empty list', { header: { crit: [] } }, 'critical_header'],
  [
    'standard',
    'RFC 7515 §4.1.11',
    'a parameter of the standard',
    { header: { crit: ['alg'] } },
    'critical_header',
  ],
  [
    'exp',
    'RFC 7515 §4.1.11',
    'a claim in the header',
    { header: { crit: ['exp'], exp: 1 } },
    'critical_header',
  ],
  [
    'b64',
    'RFC 7797 §6',
    'an unencoded payload',
    { header: { crit: ['b64'], b64: false } },
    'critical_header',
  ],
  [
    'duplicate',
    'CVE-2026-35042',
    'one name twice',
    { header: { crit: ['x', 'x'], x: 1 } },
    'critical_header',
  ],
  ['string', 'RFC 7515 §4.1.11', 'a string', { header: { crit: 'x' } }, 'critical_header'],
  ['null', 'RFC 7515 §4.1.11', 'null', { header: { crit: null } }, 'critical_header'],
];

/** `typ` and `crit` (RFC 7515 section 4.1, RFC 8725 section 3.11). */
export const HEADER_CASES: readonly ConformanceCase[] = [
  ...tokenCases('typ', TYPES),
  ...tokenCases('crit', CRITICAL),
];
