import type { ConformanceCase } from '../../case.ts';
import { AUDIENCE, BASE_CLAIMS, ISSUER } from '../../setting/names.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const ISS: readonly TokenRow[] = [
  ['missing', 'RFC 8725 §3.8', 'no iss', { claims: { iss: undefined } }, 'issuer_not_allowed'],
  [
    'other',
    'RFC 8725 §3.8',
    'another iss',
    { claims: { iss: 'https://evil.example/' } },
    'issuer_not_allowed',
  ],
  [
    'list',
    'CVE-2025-30144',
    'a list that holds the issuer',
    { claims: { iss: ['https://evil.example/', ISSUER] } },
    'issuer_not_allowed',
  ],
  ['null', 'RFC 7519 §4.1.1', 'iss null', { claims: { iss: null } }, 'issuer_not_allowed'],
  ['number', 'RFC 7519 §4.1.1', 'iss a number', { claims: { iss: 1 } }, 'issuer_not_allowed'],
  [
    'no-slash',
    'RFC 8414 §2',
    'the slash at the end counts',
    { claims: { iss: ISSUER.slice(0, -1) } },
    'issuer_not_allowed',
  ],
  [
    'upper-case',
    'RFC 8414 §2',
    'case counts',
    { claims: { iss: ISSUER.toUpperCase() } },
    'issuer_not_allowed',
  ],
  [
    'longer',
    'RFC 8725 §3.8',
    'a longer iss',
    { claims: { iss: `${ISSUER}tenant` } },
    'issuer_not_allowed',
  ],
  [
    'http',
    'RFC 8414 §2',
    'the same host over http',
    { claims: { iss: ISSUER.replace('https', 'http') } },
    'issuer_not_allowed',
  ],
  [
    'inherited-name',
    'negative case 36',
    'iss named like a member of every object',
    { claims: { iss: '__proto__' } },
    'issuer_not_allowed',
  ],
];

const AUD: readonly TokenRow[] = [
  ['missing', 'CVE-2025-62610', 'no aud', { claims: { aud: undefined } }, 'audience_mismatch'],
  [
    'other',
    'CVE-2025-62610, CVE-2026-116684, CVE-2025-69196',
    'another aud',
    { claims: { aud: 'https://other.example.com' } },
    'audience_mismatch',
  ],
  [
    'longer',
    'CVE-2026-115413',
    'the audience and more',
    { claims: { aud: `${AUDIENCE}.evil` } },
    'audience_mismatch',
  ],
  [
    'shorter',
    'CVE-2026-115413',
    'a beginning of the audience',
    { claims: { aud: AUDIENCE.slice(0, -1) } },
    'audience_mismatch',
  ],
  [
    'upper-case',
    'RFC 7519 §4.1.3',
    'case counts',
    { claims: { aud: AUDIENCE.toUpperCase() } },
    'audience_mismatch',
  ],
  [
    'slash',
    'RFC 7519 §4.1.3',
    'a slash at the end counts',
    { claims: { aud: `${AUDIENCE}/` } },
    'audience_mismatch',
  ],
  [
    'joined',
    'RFC 7519 §4.1.3',
    'audiences joined by a space are one',
    { claims: { aud: `${AUDIENCE} other` } },
    'audience_mismatch',
  ],
  ['empty', 'RFC 7519 §4.1.3', 'aud empty', { claims: { aud: '' } }, 'audience_mismatch'],
  ['empty-list', 'RFC 7519 §4.1.3', 'an empty list', { claims: { aud: [] } }, 'audience_mismatch'],
  [
    'list-without',
    'RFC 7519 §4.1.3',
    'a list without the audience',
    { claims: { aud: ['a', 'b'] } },
    'audience_mismatch',
  ],
  [
    'list-with',
    'RFC 7519 §4.1.3',
    'a list with the audience',
    { claims: { aud: ['a', AUDIENCE] } },
    null,
  ],
  ['one-of-two', 'Holdfast: options', 'one of two audiences', {}, null, 'two-audiences'],
  [
    'none-of-two',
    'Holdfast: options',
    'neither of two audiences',
    { claims: { aud: 'a' } },
    'audience_mismatch',
    'two-audiences',
  ],
  ['number', 'RFC 7519 §4.1.3', 'aud a number', { claims: { aud: 1 } }, 'invalid_claim'],
  ['null', 'RFC 7519 §4.1.3', 'aud null', { claims: { aud: null } }, 'invalid_claim'],
  [
    'object',
    'RFC 7519 §4.1.3',
    'aud an object',
    { claims: { aud: { 0: AUDIENCE } } },
    'invalid_claim',
  ],
  [
    'mixed-list',
    'RFC 7519 §4.1.3',
    'a list with the audience and a number',
    { claims: { aud: [AUDIENCE, 1] } },
    'invalid_claim',
  ],
  [
    'nested-list',
    'RFC 7519 §4.1.3',
    'a list within a list',
    { claims: { aud: [[AUDIENCE]] } },
    'invalid_claim',
  ],
  [
    'duplicate',
    'RFC 7519 §4',
    'of two aud members the last counts',
    { rawPayload: `${JSON.stringify(BASE_CLAIMS).slice(0, -1)},"aud":"other"}` },
    'audience_mismatch',
  ],
];

/** `iss` and `aud` (RFC 7519 sections 4.1.1 and 4.1.3). */
export const CLAIMS_CASES: readonly ConformanceCase[] = [
  ...tokenCases('iss', ISS),
  ...tokenCases('aud', AUD),
];
