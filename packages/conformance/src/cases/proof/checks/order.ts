import type { ConformanceCase } from '../../../case.ts';
import { authorization, dpop, get, proof, refused } from '../../../expect.ts';
import { NOW } from '../../../setting/names.ts';
import type { RequestRow } from '../../rows.ts';
import { requestCases } from '../../rows.ts';
import { earlier, LASTING, proofCases, provenGet, steppedCases } from '../proof-rows.ts';

const SOURCE = 'Holdfast: order of checks';

// Each request has two flaws, the token's and the proof's.
const TOKEN_FIRST: readonly RequestRow[] = [
  [
    'credentials-before-proof',
    SOURCE,
    'malformed credentials go before the proof',
    get(authorization('DPoP a b'), ['DPoP', 'x']),
    refused('malformed_authorization', { scheme: 'DPoP' }),
  ],
  [
    'repeat-before-proof',
    SOURCE,
    'repeated credentials go before the proof',
    get(dpop(), dpop(), proof(), proof()),
    refused('repeated_authorization', { scheme: 'DPoP' }),
  ],
  [
    'opaque-before-proof',
    SOURCE,
    'an opaque token goes before a bad proof',
    get(authorization('DPoP abc'), ['DPoP', 'x']),
    refused('opaque_token', { scheme: 'DPoP' }),
  ],
  [
    'expired-before-proof',
    SOURCE,
    'an expired token goes before a bad proof',
    get(dpop({ claims: { exp: NOW - 60 } }), proof({ signer: 'other' })),
    refused('expired', { scheme: 'DPoP' }),
  ],
  [
    'unbound-before-proof',
    SOURCE,
    'a token that is not bound goes before a bad proof',
    get(dpop({ boundTo: undefined }), proof({ signer: 'other' })),
    refused('unbound_token'),
  ],
  [
    'schema-before-proof',
    SOURCE,
    'the schema of the claims goes before a bad proof',
    get(dpop(), proof({ signer: 'other' })),
    refused('claims_rejected', { scheme: 'DPoP' }),
    'schema',
  ],
  [
    'required-before-proof',
    SOURCE,
    'a required claim goes before a bad proof',
    get(dpop(), proof({ signer: 'other' })),
    refused('missing_claim', { scheme: 'DPoP' }),
    'required-claim',
  ],
];

/** Which of two reasons is given (RFC 9449 section 4.3). */
export const ORDER_CASES: readonly ConformanceCase[] = [
  ...requestCases('prooforder', TOKEN_FIRST),
  ...proofCases('prooforder', SOURCE, [
    [
      'claims-before-typ',
      'the claims go before typ',
      { header: { typ: 'JWT' }, claims: { jti: undefined } },
      'proof_missing_claim',
    ],
    [
      'typ-before-alg',
      'typ goes before alg',
      { header: { typ: 'JWT', alg: 'none' } },
      'proof_type_mismatch',
    ],
    [
      'alg-before-jwk',
      'alg goes before jwk',
      { header: { alg: 'none', jwk: null } },
      'proof_algorithm_not_allowed',
    ],
    [
      'jwk-before-signature',
      'jwk goes before the signature',
      { signer: 'other', jwk: { d: 'AQAB' } },
      'proof_private_key',
    ],
    [
      'signature-before-htm',
      'the signature goes before htm',
      { signer: 'other', claims: { htm: 'POST' } },
      'proof_bad_signature',
    ],
    [
      'htm-before-htu',
      'htm goes before htu',
      { claims: { htm: 'POST', htu: 'a' } },
      'htm_mismatch',
    ],
    ['htu-before-iat', 'htu goes before iat', { claims: { htu: 'a', iat: 0 } }, 'htu_mismatch'],
    ['iat-before-ath', 'iat goes before ath', { claims: { iat: 0, ath: 'a' } }, 'proof_expired'],
  ]),
  ...requestCases('prooforder', [
    [
      'ath-before-binding',
      SOURCE,
      'ath goes before the binding',
      get(dpop(), proof({ key: 'other', claims: { ath: 'a' } })),
      refused('ath_mismatch'),
    ],
  ]),
  ...steppedCases('prooforder', [
    [
      'htu-before-nonce',
      SOURCE,
      'htu goes before the nonce',
      [],
      provenGet({ claims: { htu: 'a' } }),
      refused('htu_mismatch'),
      'dpop-nonce',
    ],
    [
      'nonce-before-iat',
      'RFC 9449 §8, §11.1',
      'the nonce goes before iat',
      [],
      provenGet({ claims: { iat: 0 } }),
      refused('missing_nonce'),
      'dpop-nonce',
    ],
    [
      'token-before-nonce',
      SOURCE,
      'an expired token goes before the nonce',
      [],
      get(dpop({ claims: { exp: NOW - 60 } }), proof()),
      refused('expired', { scheme: 'DPoP' }),
      'dpop-nonce',
    ],
    [
      'binding-before-replay',
      SOURCE,
      'the binding goes before the use',
      [
        earlier(
          get(dpop({ ...LASTING, boundTo: 'other' }), proof({ key: 'other', name: 'p' })),
          200,
        ),
      ],
      get(dpop({ claims: { exp: NOW + 200 } }), proof({ name: 'p' })),
      refused('ath_mismatch'),
    ],
  ]),
];
