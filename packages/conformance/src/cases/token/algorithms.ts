import type { ConformanceCase } from '../../case.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const HMAC: readonly TokenRow[] = [
  [
    'hmac-pem',
    'CVE-2015-9235, CVE-2022-23541',
    'HMAC over the public key as PEM',
    { signer: { secret: 'pem' }, header: { alg: 'HS256', kid: 'RS256' } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-pem-newline',
    'CVE-2023-48223, CVE-2026-34950',
    'HMAC over a PEM with a newline before',
    { signer: { secret: 'pem-with-newline' }, header: { alg: 'HS256', kid: 'RS256' } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-pem-label',
    'CVE-2023-48223',
    'HMAC over a PEM with another label',
    { signer: { secret: 'pem-other-label' }, header: { alg: 'HS256', kid: 'RS256' } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-jwks',
    'GHSA-g3jj-5cmm-3hxx',
    'HMAC over the key set as text',
    { signer: { secret: 'jwks-text' }, header: { alg: 'HS256', kid: 'RS256' } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-empty',
    'CVE-2026-44351, CVE-2026-45363',
    'HMAC over the empty key, for an unknown kid',
    { signer: { secret: 'empty' }, header: { alg: 'HS256', kid: 'nobody' } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-no-kid',
    'CVE-2026-22817, CVE-2026-22818',
    'HMAC without a kid',
    { signer: { secret: 'pem' }, header: { alg: 'HS256', kid: undefined } },
    'algorithm_not_allowed',
    'all-algorithms',
  ],
  [
    'hmac-key-without-alg',
    'CVE-2026-22817',
    'HMAC under a key that names no algorithm',
    { signer: { secret: 'pem' }, header: { alg: 'HS256', kid: 'any-rsa' } },
    'algorithm_not_allowed',
    'odd-keys',
  ],
  [
    'hmac-published-secret',
    'CVE-2020-15084',
    'HMAC under a secret in the key set',
    { signer: { secret: 'pem' }, header: { alg: 'HS256', kid: 'secret' } },
    'algorithm_not_allowed',
    'odd-keys',
  ],
];

const REFUSED: readonly TokenRow[] = [
  ['none', 'CVE-2015-9235', 'alg none', { header: { alg: 'none' } }, 'algorithm_not_allowed'],
  [
    'none-odd-case',
    'CVE-2022-23540',
    'alg nOnE',
    { header: { alg: 'nOnE' } },
    'algorithm_not_allowed',
  ],
  ['hs512', 'RFC 8725 §3.1', 'alg HS512', { header: { alg: 'HS512' } }, 'algorithm_not_allowed'],
  ['missing', 'RFC 7515 §4.1.1', 'no alg', { header: { alg: undefined } }, 'algorithm_not_allowed'],
  ['null', 'RFC 7515 §4.1.1', 'alg null', { header: { alg: null } }, 'algorithm_not_allowed'],
  ['number', 'RFC 7515 §4.1.1', 'alg a number', { header: { alg: 256 } }, 'algorithm_not_allowed'],
  [
    'list',
    'RFC 7515 §4.1.1',
    'alg a list',
    { header: { alg: ['ES256'] } },
    'algorithm_not_allowed',
  ],
  ['empty', 'RFC 7515 §4.1.1', 'alg empty', { header: { alg: '' } }, 'algorithm_not_allowed'],
  [
    'lower-case',
    'RFC 7515 §4.1.1',
    'alg is case-sensitive',
    { header: { alg: 'es256' } },
    'algorithm_not_allowed',
  ],
  [
    'es256k',
    'RFC 8812 §3.2',
    'alg ES256K is not listed',
    { header: { alg: 'ES256K' } },
    'algorithm_not_allowed',
  ],
  [
    'rsa-oaep',
    'RFC 8725 §3.1',
    'an alg that encrypts',
    { header: { alg: 'RSA-OAEP' } },
    'algorithm_not_allowed',
  ],
  [
    'inherited-name',
    'negative case 36',
    'alg named like a member of every object',
    { header: { alg: 'constructor' } },
    'algorithm_not_allowed',
  ],
  [
    'duplicate',
    'RFC 7515 §4',
    'of two alg members the last counts',
    { rawHeader: '{"alg":"ES256","typ":"at+jwt","alg":"none"}' },
    'algorithm_not_allowed',
  ],
  [
    'not-configured',
    'Holdfast: options',
    'an alg that the options leave out',
    {},
    'algorithm_not_allowed',
    'one-algorithm',
  ],
];

/** `alg` (RFC 7515 section 4.1.1, RFC 8725 section 3.1). */
export const ALGORITHM_CASES: readonly ConformanceCase[] = [
  ...tokenCases('alg', [...HMAC, ...REFUSED]),
];
