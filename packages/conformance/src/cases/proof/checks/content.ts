import type { CaseRequest, ConformanceCase } from '../../../case.ts';
import { dpop, get, proof, proven, refused } from '../../../expect.ts';
import { NOW } from '../../../setting/names.ts';
import { CLIENT_JKT } from '../../../setting/proof-keys.ts';
import type { RequestRow } from '../../rows.ts';
import { requestCases } from '../../rows.ts';
import type { ProofRow } from '../proof-rows.ts';
import { proofCases } from '../proof-rows.ts';

const htm = (value: string): ProofRow[2] => ({ claims: { htm: value } });
const iat = (value: number): ProofRow[2] => ({ claims: { iat: value } });
const CHECK_8 = 'RFC 9449 §4.3 check 8';
const by = (method: string, ...fields: CaseRequest['fields']): CaseRequest => ({
  ...get(dpop(), ...fields),
  method,
});

const METHODS: readonly RequestRow[] = [
  ['post', CHECK_8, 'a proof for POST goes with POST', by('POST', proof()), proven()],
  ['patch', CHECK_8, 'a proof for PATCH goes with PATCH', by('PATCH', proof()), proven()],
  [
    'post-lower-case',
    'Holdfast: DPoP',
    'post goes with POST',
    by('POST', proof(htm('post'))),
    proven(),
  ],
  [
    'post-with-get',
    CHECK_8,
    'a proof for GET does not go with POST',
    by('POST', proof(htm('GET'))),
    refused('htm_mismatch'),
  ],
  [
    'head',
    CHECK_8,
    'a proof for HEAD goes with HEAD',
    by('HEAD', proof()),
    { ...proven(), body: { text: '' } },
  ],
  [
    'head-with-get',
    CHECK_8,
    'a proof for GET does not go with HEAD',
    by('HEAD', proof(htm('GET'))),
    refused('htm_mismatch', { head: true }),
  ],
  [
    'override',
    CHECK_8,
    'a field that overrides the method is not read',
    by('GET', proof(htm('POST')), ['X-HTTP-Method-Override', 'POST']),
    refused('htm_mismatch'),
  ],
];

const ATH = 'RFC 9449 §4.3 check 12';
const TOKEN_HASH = 'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo';

const TOKENS: readonly RequestRow[] = [
  [
    'key-of-another',
    'RFC 9449 §4.3 check 12; mcp-oauth#384',
    'another key with the right hash of the token',
    get(dpop(), proof({ key: 'other' })),
    refused('thumbprint_mismatch'),
  ],
  [
    'token-of-another',
    ATH,
    'a token that is bound to another key',
    get(dpop({ boundTo: 'other' }), proof()),
    refused('thumbprint_mismatch'),
  ],
  [
    'prefix',
    'RFC 9449 §6.1',
    'the beginning of a thumbprint is none',
    get(dpop({ claims: { cnf: { jkt: CLIENT_JKT.slice(0, 20) } } }), proof()),
    refused('thumbprint_mismatch'),
  ],
  [
    'lower-case',
    'RFC 9449 §6.1',
    'thumbprints have a case',
    get(dpop({ claims: { cnf: { jkt: CLIENT_JKT.toLowerCase() } } }), proof()),
    refused('thumbprint_mismatch'),
  ],
  [
    'padded',
    'RFC 9449 §6.1',
    'thumbprints have no padding',
    get(dpop({ claims: { cnf: { jkt: `${CLIENT_JKT}=` } } }), proof()),
    refused('thumbprint_mismatch'),
  ],
  [
    'empty',
    'RFC 9449 §6.1',
    'an empty thumbprint is a binding that nobody fulfils',
    get(dpop({ claims: { cnf: { jkt: '' } } }), proof()),
    refused('thumbprint_mismatch'),
  ],
  [
    'literal',
    'RFC 9449 §6.1; RFC 7638 §3',
    'the thumbprint as the RFC computes it',
    get(dpop({ claims: { cnf: { jkt: CLIENT_JKT } } }), proof()),
    proven(),
  ],
  [
    'unbound',
    'RFC 9449 §7.1',
    'a token that is bound to no key',
    get(dpop({ boundTo: undefined }), proof()),
    refused('unbound_token'),
  ],
];

/** What a proof is about: method, time, token, and the binding (RFC 9449 section 4.3, checks 8, 11 and 12). */
export const CONTENT_CASES: readonly ConformanceCase[] = [
  ...proofCases('proofmethod', CHECK_8, [
    ['lower-case', 'the method in lower case', htm('get'), null],
    ['mixed-case', 'the method in mixed case', htm('Get'), 'htm_mismatch'],
    ['other', 'another method', htm('POST'), 'htm_mismatch'],
    ['longer', 'a longer name', htm('GETX'), 'htm_mismatch'],
    ['empty', 'no name', htm(''), 'htm_mismatch'],
    ['blank', 'a name with a blank', htm('GET '), 'htm_mismatch'],
    ['list', 'two methods in one', htm('GET,POST'), 'htm_mismatch'],
  ]),
  ...requestCases('proofmethod', METHODS),
  ...proofCases('proofage', 'RFC 9449 §4.3 check 11', [
    ['oldest', '300 seconds are not too old', iat(NOW - 300), null],
    ['too-old', '301 seconds are too old', iat(NOW - 301), 'proof_expired'],
    ['fraction-too-old', '300.5 seconds are too old', iat(NOW - 300.5), 'proof_expired'],
    ['zero', 'the epoch is long ago', iat(0), 'proof_expired'],
    ['negative', 'a time before the epoch', iat(-1), 'proof_expired'],
    ['newest', '30 seconds ahead are not too early', iat(NOW + 30), null],
    ['too-new', '31 seconds ahead are too early', iat(NOW + 31), 'proof_not_yet_valid'],
    ['milliseconds', 'milliseconds are no seconds', iat(NOW * 1000), 'proof_not_yet_valid'],
    ['fraction', 'seconds may have a fraction', iat(NOW - 0.25), null],
    ['option-oldest', 'maxAge: 60 takes 60 seconds', iat(NOW - 60), null, 'dpop-lifetimes'],
    ['option-too-old', 'maxAge: 60 refuses 61', iat(NOW - 61), 'proof_expired', 'dpop-lifetimes'],
    ['option-now', 'leeway: 0 takes this moment', iat(NOW), null, 'dpop-lifetimes'],
    ['option-too-new', 'leeway: 0 means 0', iat(NOW + 1), 'proof_not_yet_valid', 'dpop-lifetimes'],
  ]),
  ...proofCases('prooftoken', ATH, [
    ['other', 'the hash of another token', { token: { claims: { jti: 'b' } } }, 'ath_mismatch'],
    ['constant', 'the hash of a token of the RFC', { claims: { ath: TOKEN_HASH } }, 'ath_mismatch'],
    ['empty', 'an empty hash', { claims: { ath: '' } }, 'ath_mismatch'],
  ]),
  ...requestCases('binding', TOKENS),
];
