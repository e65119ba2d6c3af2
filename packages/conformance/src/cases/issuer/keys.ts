import { TEST_ALGORITHMS } from '@holdfast/auth-testing';
import type { ConformanceCase } from '../../case.ts';
import type { TokenRow } from '../rows.ts';
import { tokenCases } from '../rows.ts';

const ACCEPTED: readonly TokenRow[] = TEST_ALGORITHMS.map((algorithm) => [
  `accepts-${algorithm.toLowerCase()}`,
  'RFC 7518 §3.1, RFC 8037, RFC 9864',
  `${algorithm} is accepted by default`,
  { signer: algorithm },
  null,
  'all-algorithms',
]);

const CHOICE: readonly TokenRow[] = [
  ['static', 'Holdfast: options', 'a key set in the options', {}, null, 'static-keys'],
  [
    'static-unknown-kid',
    'Holdfast: options',
    'a kid that the options do not hold',
    { signer: 'attacker' },
    'unknown_key',
    'static-keys',
  ],
  ['jwks-uri', 'Holdfast: options', 'a key set without discovery', {}, null, 'jwks-uri'],
  [
    'sole',
    'RFC 7515 §4.1.4',
    'without a kid the sole key is used',
    { header: { kid: undefined } },
    null,
  ],
  [
    'sole-suitable',
    'RFC 7515 §4.1.4',
    'without a kid the sole suitable key of many is used',
    { header: { kid: undefined } },
    null,
    'odd-keys',
  ],
  [
    'among-others',
    'RFC 7517 §5',
    'keys that nobody understands are passed over',
    {},
    null,
    'odd-keys',
  ],
  [
    'ambiguous',
    'Holdfast: the access token',
    'two suitable keys and no kid',
    { header: { kid: undefined } },
    'ambiguous_key',
    'two-keys',
  ],
  [
    'two-with-kid',
    'RFC 7515 §4.1.4',
    'a kid chooses between two keys',
    { signer: 'spare' },
    null,
    'two-keys',
  ],
  [
    'kid-of-other',
    'RFC 7515 §4.1.4',
    'the kid binds: the other key is not tried',
    { signer: 'spare', header: { kid: { kidOf: 'first' } } },
    'bad_signature',
    'two-keys',
  ],
  [
    'unknown',
    'Holdfast: the access token',
    'a kid that is not published',
    { signer: 'attacker' },
    'unknown_key',
  ],
  [
    'empty-kid',
    'CVE-2026-44351',
    'an empty kid chooses no key',
    { header: { kid: '' } },
    'unknown_key',
  ],
  [
    'path-kid',
    'negative case 36',
    'a kid is no path',
    { header: { kid: '../../../dev/null' } },
    'unknown_key',
  ],
  [
    'sql-kid',
    'negative case 36',
    'a kid is no query',
    { header: { kid: "' OR 1=1 --" } },
    'unknown_key',
  ],
  [
    'inherited-kid',
    'negative case 36',
    'a kid named like a member of every object',
    { header: { kid: 'toString' } },
    'unknown_key',
  ],
  [
    'long-kid',
    'negative case 36',
    'a kid of 8000 characters',
    { header: { kid: 'k'.repeat(8000) } },
    'unknown_key',
  ],
  [
    'colliding-kid',
    'CVE-2025-59936',
    'a kid built to collide in a cache',
    { header: { kid: 'https://issuer.example/:1' } },
    'unknown_key',
  ],
];

const FIT: readonly TokenRow[] = [
  [
    'rs256-on-ec',
    'CVE-2022-23539',
    'RS256 under an EC key',
    { header: { alg: 'RS256' } },
    'unsuitable_key',
  ],
  [
    'es384-on-p256',
    'CVE-2022-23539',
    'ES384 under a P-256 key',
    { header: { alg: 'ES384' } },
    'unsuitable_key',
  ],
  [
    'es256-on-p384',
    'CVE-2022-23539',
    'ES256 under a P-384 key',
    { header: { kid: 'p384' } },
    'unsuitable_key',
    'odd-keys',
  ],
  [
    'eddsa-on-ec',
    'CVE-2022-23539',
    'EdDSA under an EC key',
    { header: { alg: 'EdDSA' } },
    'unsuitable_key',
  ],
  [
    'es256-on-rsa',
    'CVE-2022-23539',
    'ES256 under an RSA key',
    { header: { kid: 'any-rsa' } },
    'unsuitable_key',
    'odd-keys',
  ],
  [
    'own-algorithm',
    'RFC 7517 §4.4',
    'RS256 under a key for PS256',
    { signer: 'RS256', header: { kid: 'pss-only' } },
    'unsuitable_key',
    'odd-keys',
  ],
  [
    'any-algorithm',
    'RFC 7517 §4.4',
    'RS256 under an RSA key that names no algorithm',
    { signer: 'RS256', header: { kid: 'any-rsa' } },
    null,
    'odd-keys',
  ],
  [
    'encryption',
    'RFC 7517 §4.2',
    'a key that encrypts does not sign',
    { signer: 'spare', header: { kid: 'encryption' } },
    'unsuitable_key',
    'odd-keys',
  ],
  [
    'weak',
    'RFC 7518 §3.3; CVE-2022-23539, CVE-2025-45767',
    'an RSA key of 1024 bits',
    { signer: 'weak', header: { alg: 'RS256' } },
    'weak_key',
    'odd-keys',
  ],
];

/** Which key verifies a token, and whether it may (RFC 7517, RFC 7518). */
export const KEYS_CASES: readonly ConformanceCase[] = [
  ...tokenCases('keys', [...ACCEPTED, ...CHOICE]),
  ...tokenCases('fit', FIT),
];
