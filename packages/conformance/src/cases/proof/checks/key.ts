import type { ConformanceCase } from '../../../case.ts';
import { dpop, get, proof, proven } from '../../../expect.ts';
import { CLIENT_JKT, CLIENT_KEY } from '../../../setting/proof-keys.ts';
import type { ProofRow } from '../proof-rows.ts';
import { proofCases } from '../proof-rows.ts';

const { kty, crv, x, y } = CLIENT_KEY;
const OTHER_Y = '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM';
const SHORT = 'AAAA';
const jwk = (value: unknown): ProofRow[2] => ({ header: { jwk: value } });
const secret = (name: string): ProofRow => [
  `private-${name}`,
  `a key with the member ${name} is private or symmetric`,
  { jwk: { [name]: 'AQAB' } },
  'proof_private_key',
];

/** The key in the header: there, public, fit for the algorithm (RFC 9449 section 4.3, checks 6 and 7). */
export const KEY_CASES: readonly ConformanceCase[] = [
  ...proofCases('proofkey', 'RFC 9449 §4.3 check 7', [
    ...['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].map(secret),
    ['private', 'the whole private key', jwk(CLIENT_KEY), 'proof_private_key'],
    ['symmetric', 'an oct key', jwk({ kty: 'oct', k: 'c2VjcmV0' }), 'proof_private_key'],
    ['symmetric-empty', 'an oct key without k', jwk({ kty: 'oct' }), 'proof_unsuitable_key'],
  ]),
  ...proofCases('proofkey', 'RFC 9449 §4.2', [
    ['missing', 'jwk must be there', jwk(undefined), 'proof_missing_key'],
    ['null', 'jwk null', jwk(null), 'proof_missing_key'],
    ['string', 'jwk a string', jwk('key'), 'proof_missing_key'],
    ['list', 'jwk a list', jwk([{ kty, crv, x, y }]), 'proof_missing_key'],
    ['empty', 'jwk without members', jwk({}), 'proof_unsuitable_key'],
    ['kty-missing', 'kty must be there', { jwk: { kty: undefined } }, 'proof_unsuitable_key'],
    ['kty-number', 'kty a number', { jwk: { kty: 1 } }, 'proof_unsuitable_key'],
    ['kty-unknown', 'a kty that nobody knows', { jwk: { kty: 'martian' } }, 'proof_unsuitable_key'],
    ['other-order', 'the order of members does not count', jwk({ y, x, kty, crv }), null],
    ['further-members', 'other members change nothing', { jwk: { kid: 'a', x5c: ['AAAA'] } }, null],
    ['alg-fits', 'the own alg of the key fits', { jwk: { alg: 'ES256', use: 'sig' } }, null],
    [
      'alg-differs',
      'the own alg of the key is another',
      { jwk: { alg: 'ES384' } },
      'proof_unsuitable_key',
    ],
    ['for-encryption', 'a key for encryption', { jwk: { use: 'enc' } }, 'proof_unsuitable_key'],
    ['verifies', 'a key that verifies', { jwk: { key_ops: ['verify'] } }, null],
    [
      'signs-alone',
      'a key that verifies nothing',
      { jwk: { key_ops: ['sign'] } },
      'proof_unsuitable_key',
    ],
    ['key-ops-string', 'key_ops a string', { jwk: { key_ops: 'verify' } }, 'proof_unsuitable_key'],
  ]),
  ...proofCases('proofkey', 'RFC 7518 §3.4, §6.2', [
    [
      'off-the-curve',
      'a point that is not on the curve',
      { jwk: { y: OTHER_Y } },
      'proof_unsuitable_key',
    ],
    ['x-short', 'a coordinate that is too short', { jwk: { x: SHORT } }, 'proof_unsuitable_key'],
    ['y-missing', 'a point without y', { jwk: { y: undefined } }, 'proof_unsuitable_key'],
    ['x-number', 'a coordinate that is no string', { jwk: { x: 1 } }, 'proof_unsuitable_key'],
    [
      'other-curve',
      'the curve of another algorithm',
      { jwk: { crv: 'P-384' } },
      'proof_unsuitable_key',
    ],
    [
      'p384',
      'a P-384 key does not make ES256',
      { key: 'ES384', header: { alg: 'ES256' } },
      'proof_unsuitable_key',
    ],
    [
      'okp',
      'an Ed25519 key does not make ES256',
      { key: 'Ed25519', header: { alg: 'ES256' } },
      'proof_unsuitable_key',
    ],
    [
      'rsa',
      'an RSA key does not make ES256',
      { key: 'RS256', header: { alg: 'ES256' } },
      'proof_unsuitable_key',
    ],
    [
      'rsa-1024',
      'an RSA key of 1024 bits is too short',
      { key: 'weak' },
      'proof_unsuitable_key',
      'dpop-algorithms',
    ],
  ]),
  ...proofCases('proofsignature', 'RFC 9449 §4.3 check 6', [
    [
      'other-key',
      'signed with another key than that in the header',
      { signer: 'other' },
      'proof_bad_signature',
    ],
    ['flipped', 'one character is another', { damage: 'flip-signature' }, 'proof_bad_signature'],
    [
      'truncated',
      'two characters are missing',
      { damage: 'truncate-signature' },
      'proof_bad_signature',
    ],
    [
      'other-hash',
      'RS512 that says RS256',
      { key: 'RS512', header: { alg: 'RS256' } },
      'proof_bad_signature',
      'dpop-algorithms',
    ],
    [
      'other-padding',
      'RS256 that says PS256',
      { key: 'RS256', header: { alg: 'PS256' } },
      'proof_bad_signature',
      'dpop-algorithms',
    ],
  ]),
  {
    id: 'proofkey/thumbprint',
    source: 'RFC 7638 §3; RFC 7515 appendix A.3',
    rule: 'the route learns the thumbprint, jti and iat of the proof',
    request: get(dpop(), proof({ claims: { jti: 'the-jti', iat: 1_799_999_990 } })),
    expected: proven({ proof: { jkt: CLIENT_JKT, jti: 'the-jti', iat: 1_799_999_990 } }),
  },
];
