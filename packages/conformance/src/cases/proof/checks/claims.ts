import type { ConformanceCase } from '../../../case.ts';
import type { ProofRow } from '../proof-rows.ts';
import { proofCases } from '../proof-rows.ts';

const TEXT_CLAIMS = ['jti', 'htm', 'htu', 'ath'] as const;

const missing = [...TEXT_CLAIMS, 'iat'].map(
  (name): ProofRow => [
    `no-${name}`,
    `${name} must be there`,
    { claims: { [name]: undefined } },
    'proof_missing_claim',
  ],
);
const nulls = [...TEXT_CLAIMS, 'iat'].map(
  (name): ProofRow => [
    `${name}-null`,
    `${name} null is of the wrong type`,
    { claims: { [name]: null } },
    'proof_invalid_claim',
  ],
);
const lists = TEXT_CLAIMS.map(
  (name): ProofRow => [
    `${name}-list`,
    `${name} is a string, not a list of them`,
    { claims: { [name]: ['a'] } },
    'proof_invalid_claim',
  ],
);
const ENDLESS = '{"jti":"a","htm":"GET","htu":"https://a.example/","ath":"a","iat":1e999}';

/** The claims that every proof has, and their types (RFC 9449 section 4.3, check 3). */
export const CLAIMS_CASES: readonly ConformanceCase[] = proofCases(
  'proofclaims',
  'RFC 9449 §4.3 check 3',
  [
    ...missing,
    ...nulls,
    ...lists,
    ['jti-number', 'jti is a string', { claims: { jti: 1 } }, 'proof_invalid_claim'],
    [
      'jti-empty',
      'an empty jti identifies nothing',
      { claims: { jti: '' } },
      'proof_invalid_claim',
    ],
    ['jti-longest', '256 characters are read', { claims: { jti: 'a'.repeat(256) } }, null],
    [
      'jti-too-long',
      '257 characters are too many',
      { claims: { jti: 'a'.repeat(257) } },
      'proof_invalid_claim',
    ],
    ['jti-odd', 'jti may be any text', { claims: { jti: '\u00e9 "\\,\n\u{1f511}' } }, null],
    ['iat-string', 'iat is a number', { claims: { iat: '1800000000' } }, 'proof_invalid_claim'],
    ['iat-true', 'true is no number', { claims: { iat: true } }, 'proof_invalid_claim'],
    ['iat-endless', 'iat is finite', { rawPayload: ENDLESS }, 'proof_invalid_claim'],
    ['nonce-number', 'a nonce is a string', { claims: { nonce: 1 } }, 'proof_invalid_claim'],
    [
      'nonce-unasked',
      'a nonce that nobody asked for does no harm',
      { claims: { nonce: 'a' } },
      null,
    ],
    ['exp', 'exp is none of the claims of a proof', { claims: { exp: 1 } }, null],
    ['none', 'no claims at all', { rawPayload: {} }, 'proof_missing_claim'],
    [
      'inherited',
      'inherited names are no claims',
      { rawPayload: '{"__proto__":{"jti":"a"},"htm":"GET"}' },
      'malformed_proof',
    ],
  ],
);
